import Detection
@testable import Detectors
import Ledger
import TestSupport
import Testing
import Window

/// The columns and matchings of `Movements` against the obvious way to do the same.
@Suite struct MovementsTests {
  static let start = Instant(year: 2026, month: 1, day: 1)
  static let kinds = ["transfer", "payout", "charge", "refund", "topup"]

  /// A small ledger of six accounts, some of them clients, with endpoints in own and other names.
  static func window(seed: UInt64) -> Window {
    var random = SplitMix64(seed: seed)
    var example = DetectorCase(title: "\(seed)", place: "random", kind: "silent", asOf: start + .days(60))
    example.tables["accounts"] = (0..<6).map { number in
      [
        "account_id": "a\(number)", "holder_name": "Holder Number\(number)",
        "role": ["client", "worker", "vendor", "worker", "platform", ""][number],
      ].filter { !$0.value.isEmpty }
    }
    let names = ["", "Number0 HOLDER", "Holder Number1", "Boris Petrov"]
    example.tables["endpoints"] = (0..<8).map { number in
      [
        "endpoint_id": "e\(number)", "kind": "bank_account",
        "account_id": ["", "a0", "a1", "a1", "a3", "a5"].randomElement(using: &random) ?? "",
        "holder_name": names.randomElement(using: &random) ?? "",
        "account_number": ["", "12345678901", "1234-5678-901", "55555", "12345"].randomElement(using: &random)
          ?? "",
      ].filter { !$0.value.isEmpty }
    }
    let parties = (0..<6).map { "a\($0)" } + (0..<8).map { "e\($0)" }
    example.tables["transactions"] = (0..<80).map { number in
      [
        "transaction_id": "t\(100 + number)",
        "booked_at": (start + .hours(Int64.random(in: 0..<1_400, using: &random))).description,
        "debtor_id": parties.randomElement(using: &random) ?? "a0",
        "creditor_id": parties.randomElement(using: &random) ?? "a1",
        "amount": "\(Int.random(in: 1...20, using: &random))",
        "kind": kinds.randomElement(using: &random) ?? "transfer",
        "status": number % 9 == 0 ? "failed" : "settled",
      ]
    }
    return example.window(lookback: .days(60)).window
  }

  @Test(arguments: UInt64(1)...60) func `ledgers of holders are what a filter gives`(seed: UInt64) {
    let window = Self.window(seed: seed)
    let scope = Scope(window: window, asOf: Self.start + .days(50), lookback: .days(40))
    let holders = Holders(window, likeness: 850, keepingApart: false)
    let isAsked = (0..<window.parties.count).map { window.id(Party($0)).hasPrefix("a") && $0 % 2 == 1 }
    let ledgers = HolderLedgers(scope, holders, of: isAsked)
    let table = window.transactions
    #expect(ledgers.accounts == (0..<Party(window.parties.count)).filter { isAsked[Int($0)] })
    for account in ledgers.accounts {
      let isMine = { (party: Party) in holders.holder[Int(party)] == account }
      let settled = scope.rows.filter { table.status[$0] == .settled }
      #expect(
        ledgers.paid(by: account).map { Int($0) }
          == settled.filter { isMine(table.debtor[$0]) && !isMine(table.creditor[$0]) })
      #expect(
        ledgers.received(by: account).map { Int($0) }
          == settled.filter { isMine(table.creditor[$0]) && !isMine(table.debtor[$0]) })
    }
  }

  @Test(arguments: UInt64(1)...60) func `outward payments are what a filter gives`(seed: UInt64) {
    let window = Self.window(seed: seed)
    let scope = Scope(window: window, asOf: Self.start + .days(50), lookback: .days(40))
    let holders = Holders(window, likeness: 850, keepingApart: false)
    let outward = OutwardPayments(scope, holders, least: Money(units: 5))
    let table = window.transactions
    for party in 0..<Party(window.parties.count) {
      let rows = scope.rows.filter { row in
        table.status[row] == .settled && [.transfer, .payout].contains(table.kind[row])
          && table.amount[row] >= 5_000_000 && holders.payee[Int(table.debtor[row])] == party
          && holders.holder[Int(table.creditor[row])] != party
      }
      #expect(Int(outward.count[Int(party)]) == rows.count)
      #expect(outward.amount[Int(party)] == rows.reduce(0) { $0 + table.amount[$1] })
    }
    for endpoint in window.parties.endpoints {
      let owner = endpoint.owner.flatMap { window.parties.account($0) }
      let words = { (text: Text) in window.text(text).map(comparableName) ?? [] }
      let isOwn =
        owner.map { endpoint.holderName.isNone || words(endpoint.holderName) == words($0.holderName) }
        ?? false
      #expect((holders.holder[Int(endpoint.party)] != endpoint.party) == isOwn)
    }
  }

  @Test(arguments: UInt64(1)...100) func `forwarding is what coins in a queue give`(seed: UInt64) {
    let window = Self.window(seed: seed)
    let table = window.transactions
    let (credits, debits) = (
      Array(0..<table.count).filter { $0 % 2 == 0 }, Array(0..<table.count).filter { $0 % 2 == 1 }
    )
    let maxRest = Span.hours(30)
    // One coin for each whole unit of a credit, oldest first.
    var coins: [(credit: Int, at: Int64)] = credits.flatMap { row in
      (0..<table.amount[row] / 1_000_000).map { _ in (row, table.bookedAt[row]) }
    }
    var expected: [[Int]: Int64] = [:]
    for debit in debits {
      let at = table.bookedAt[debit]
      for _ in 0..<table.amount[debit] / 1_000_000 {
        coins.removeAll { at - $0.at > maxRest.micros }
        guard let first = coins.first, first.at <= at else { break }
        expected[[first.credit, debit], default: 0] += 1_000_000
        coins.removeFirst()
      }
    }
    let draws = Forwarding(credits: credits, debits: debits, in: table, maxRest: maxRest).draws
    #expect(Dictionary(uniqueKeysWithValues: draws.map { ([$0.credit, $0.debit], $0.amount) }) == expected)
    #expect(draws.allSatisfy { $0.rest.micros == table.bookedAt[$0.debit] - table.bookedAt[$0.credit] })
  }

  @Test(arguments: UInt64(1)...60) func `shared places are what comparing everything gives`(seed: UInt64) {
    let window = Self.window(seed: seed)
    let scope = Scope(window: window, asOf: Self.start + .days(50), lookback: .days(40))
    let table = window.transactions
    var users: [DetailKey: Set<Party>] = [:]
    for row in scope.rows where table.status[row] == .settled {
      let (debtor, creditor) = (table.debtor[row], table.creditor[row])
      let isPaid = [.transfer, .payout].contains(table.kind[row])
      if isPaid, let endpoint = window.parties.endpoint(creditor) {
        let key = DetailKey.destinations(of: endpoint, in: window)[0]
        if let owner = endpoint.owner { users[key, default: []].insert(owner) }
        let role = window.parties.account(debtor).map { $0.role == .worker || $0.role == nil } ?? false
        if table.kind[row] == .payout && role { users[key, default: []].insert(debtor) }
      }
      if table.kind[row] == .topup, let endpoint = window.parties.endpoint(debtor),
        window.parties.account(creditor) != nil
      {
        users[DetailKey.destinations(of: endpoint, in: window)[0], default: []].insert(creditor)
      }
    }
    let expected = Set(users.values.filter { $0.count > 1 })
    let found = SharedPlaces(scope, since: scope.from).all.map { Set($0.users) }
    #expect(Set(found) == expected)
    #expect(found.count == users.values.count { $0.count > 1 })
  }
}
