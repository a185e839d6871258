import Flows
import Ledger
import TestSupport
import Testing
import Window

/// Ledgers and hubs against filters and sets.
@Suite struct LedgersTests {
  @Test func `ledgers are what a filter gives, of parties named and of others`() {
    for seed in 70_000..<70_200 as Range<UInt64> {
      let window = SmallLedger.random(seed: seed).window
      let table = window.transactions
      let rows = table.count / 4..<table.count
      var named = DenseSet(upTo: window.parties.count)
      for party in 0..<Party(window.parties.count) where (UInt64(party) + seed) % 3 != 0 {
        named.insert(party)
      }
      let ledgers = Ledgers(window, rows: rows, of: named)
      let moves = rows.filter { table.status[$0] == .settled && table.debtor[$0] != table.creditor[$0] }
      for party in 0..<Party(window.parties.count) {
        #expect(ledgers.paid(by: party).map { Int($0) } == moves.filter { table.debtor[$0] == party })
        #expect(ledgers.received(by: party).map { Int($0) } == moves.filter { table.creditor[$0] == party })
      }
    }
  }

  @Test(arguments: [0, 1, 2, 4, 300])
  func `hubs have more counterparties in one stretch than the limit`(limit: Int) {
    var found = 0
    for seed in 80_000..<80_200 as Range<UInt64> {
      let window = SmallLedger.random(seed: seed).window
      let table = window.transactions
      let (first, last) = (table.bookedAt.first ?? 0, table.bookedAt.last ?? 0)
      let (from, end) = (Instant(micros: first + (last - first) / 5), Instant(micros: last + 1))
      let span = Span(micros: max(1, (last - first) / 3))
      var expected: Set<Party> = []
      var stretch = end
      while stretch > from {
        var others: [Party: Set<Party>] = [:]
        for row in table.rows(from: max(from, stretch - span), to: stretch)
        where table.status[row] == .settled && table.debtor[row] != table.creditor[row] {
          others[table.debtor[row], default: []].insert(table.creditor[row])
          others[table.creditor[row], default: []].insert(table.debtor[row])
        }
        expected.formUnion(others.filter { $0.value.count > limit }.keys)
        stretch = stretch - span
      }
      let isHub = hubs(in: window, from: from, to: end, moreThan: limit, within: span)
      #expect(Set(isHub.indices.filter { isHub[$0] }.map { Party($0) }) == expected, "seed \(seed)")
      found += expected.count
    }
    #expect(limit >= 4 || found > 50)
  }
}
