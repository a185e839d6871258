import Flows
import Ledger
import Testing

/// The engine against its twins: 24,000 made-up ledgers, half of them counted in coins.
struct TwinTests {
  /// Eight stretches of seeds, so that cores share them.
  private static let stretches = (0..<8).map { UInt64($0) * 1000..<UInt64($0 + 1) * 1000 }

  @Test(arguments: Convention.allCases, stretches)
  func `every routed amount and every link is the twin's`(convention: Convention, seeds: Range<UInt64>) throws
  {
    var withIntermediaries = 0
    for seed in seeds {
      let isTiny = seed % 2 == 0
      let (ledger, parameters) = NumberedLedger.random(seed: seed, convention: convention, isTiny: isTiny)
      let twin = Twin(ledger, parameters, isTiny ? .byCoins : .byLots)
      let trace = try ledger.trace(parameters)
      let expected = twin.routed
      guard trace.routedByKey == expected else {
        Issue.record("seed \(seed): \(trace.routedByKey), not \(expected), of \(ledger) by \(parameters)")
        continue
      }
      if let difference = difference(of: trace, from: twin) {
        Issue.record("seed \(seed): \(difference) of \(ledger) by \(parameters)")
      }
      if expected.keys.contains(where: { $0.hops > 1 }) { withIntermediaries += 1 }
    }
    #expect(withIntermediaries > 300, "the ledgers must route money through intermediaries to mean anything")
  }

  @Test(arguments: Convention.allCases)
  func `coins and lots make the same links`(convention: Convention) {
    for seed in 0..<500 as Range<UInt64> {
      let (ledger, parameters) = NumberedLedger.random(seed: seed, convention: convention, isTiny: true)
      #expect(
        Set(Twin(ledger, parameters, .byCoins).links) == Set(Twin(ledger, parameters, .byLots).links),
        "seed \(seed)")
    }
  }

  /// Every link of the engine is the twin's; those into a payment that reaches a sink in time are all there; and of a
  /// payment that reaches a sink as much is left. Accounts on no route need not be matched.
  private func difference(of trace: Trace, from twin: Twin) -> String? {
    let all = Set(twin.links)
    var found: Set<Twin.Link> = []
    for row in trace.links.rows {
      for link in trace.links.into(row) {
        let own = Twin.Link(
          credit: Int(trace.links.credit[link]), debit: row, amount: Int128(trace.links.amount[link]))
        guard all.contains(own), found.insert(own).inserted else { return "link \(own)" }
      }
    }
    var given: [Int: Int128] = [:]
    for link in twin.links { given[link.credit, default: 0] += link.amount }
    for level in trace.reach.levels {
      for row in level.rows.map({ Int($0) }) {
        let isClosed = twin.ledger.isClosed(twin.ledger.payments[row].creditor)
        let left = isClosed ? 0 : Int128(twin.ledger.payments[row].amount) - given[row, default: 0]
        if Int128(trace.links.left(row)) != left { return "left of \(row), not \(left)" }
      }
    }
    let nearer = Set(trace.reach.levels.filter { $0.hops < trace.parameters.maxHops }.flatMap(\.rows))
    return twin.links.first { nearer.contains(Int32($0.debit)) && !found.contains($0) }.map {
      "no link \($0)"
    }
  }
}
