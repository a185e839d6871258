import Ledger
import TestSupport
import Testing
import Window

@Suite struct WindowBuilderTests {
  @Test func `one good row of every relation arrives with every value`() throws {
    let (window, rejects, sum) = Sample.build(Sample.rows)
    #expect(rejects == [])
    #expect(sum == 10_000_000)
    let a = try #require(window.party(id: "a"))
    let e = try #require(window.party(id: "e"))
    #expect(window.parties.account(a)?.role == .worker && window.parties.endpoint(a) == nil)
    #expect(window.parties.endpoint(e)?.kind == .card && window.parties.account(e) == nil)
    #expect(window.parties.owner(e) == a && window.parties.owner(a) == a)
    #expect(window.holderName(e) == "A" && window.holderName(a) == "A")
    #expect(window.transactions.amount == [10_000_000])
    #expect(window.transactions.original(0) == ExactDecimal(mantissa: 800, scale: 2))
    #expect(window.transactions.kind == [.payout] && window.transactions.status == [.settled])
    #expect(window.transactions.reference[0] == "thanks")
    #expect(window.payoutRequests.map(\.method) == [.crypto])
    #expect(window.detailChanges.map(\.field) == [.wallet])
    #expect(window.authorisations.map(\.intervalDays) == [30])
    #expect(window.logins.map(\.remotePort) == [3389] && window.logins.map(\.account) == [a])
    #expect(window.logins.map(\.endedAt) == [Instant(year: 2026, month: 2, day: 4)])
    #expect(window.platformEvents.map(\.kind) == [.rating])
    #expect(window.platformEvents.map(\.counterparty) == [window.party(id: "b")])
    #expect(window.party(id: "nobody") == nil)
  }

  @Test func `null kind is a transfer and null status is settled`() {
    let row = Sample.row(.transactions).changed(["transaction_id": "t2", "kind": nil, "status": nil])
    let window = Sample.build(Sample.rows + [row]).window
    #expect(window.transactions.kind == [.payout, .transfer])
    #expect(window.transactions.status == [.settled, .settled])
  }

  @Test func `the future begins after the clock, not after the end of the window`() {
    let atClock = Sample.row(.transactions).changed([
      "transaction_id": "t2", "booked_at": "2026-03-02", "currency": "USD",
    ])
    let (window, rejects, _) = Sample.build(Sample.rows + [atClock])
    #expect(rejects == [])
    #expect(window.transactions.count == 2)
  }

  @Test func `of two rows with one key the earliest is used, whichever comes first`() {
    let early = Sample.row(.transactions).changed(["booked_at": "2026-02-02", "amount": "1"])
    for rows in [Sample.rows + [early], [early] + Sample.rows] {
      let (window, rejects, sum) = Sample.build(rows)
      #expect(window.transactions.amount == [1_250_000])
      #expect(sum == 1_250_000)
      #expect(
        rejects == [
          Reject(relation: .transactions, recordID: "t1", column: "transaction_id", reason: .duplicateKey)
        ])
    }
  }

  @Test(arguments: [
    ["amount": "7"], ["debtor_id": "b"], ["creditor_id": "b"], ["status": "reversed"], ["kind": "refund"],
    ["reference": "other"], ["amount": "8.0"], ["initiated_by": "someone"],
  ])
  func `which of two rows with one key and time is used does not hang on their order`(
    changes: [String: String]
  ) {
    let twin = Sample.row(.transactions).changed(changes.mapValues { $0 })
    let parties = Sample.rows.filter { $0.relation != .transactions }
    let one = Sample.row(.transactions)
    let left = Sample.build(parties + [one, twin])
    #expect(left.window.lines == Sample.build(parties + [twin, one]).window.lines)
    #expect(left.window.lines == Sample.build(parties.reversed() + [twin, one]).window.lines)
    #expect(left.window.transactions.count == 1)
  }

  @Test(arguments: [
    Relation.accounts, .endpoints, .payoutRequests, .paymentDetailChanges, .authorisations, .logins,
    .platformEvents,
  ])
  func `of two records with one key the same is used, whichever comes first`(relation: Relation) {
    let changes: [Relation: [String: String?]] = [
      .accounts: ["holder_name": "B"], .endpoints: ["bic": "ZZZZHKHH"],
      .payoutRequests: ["requested_at": "2026-02-01"], .paymentDetailChanges: ["changed_at": "2026-02-01"],
      .authorisations: ["payee_id": "b"], .logins: ["ip": "192.0.2.2"], .platformEvents: ["kind": "bid"],
    ]
    let twin = Sample.row(relation).changed(changes[relation] ?? [:])
    #expect(
      Sample.build(Sample.rows + [twin]).window.lines == Sample.build([twin] + Sample.rows).window.lines)
  }

  @Test func `of two rates of one day the same is used, whichever comes first`() {
    let twin = Sample.row(.fxRates).changed(["rate": "2"])
    #expect(Sample.build(Sample.rows + [twin]).amountSum == Sample.build([twin] + Sample.rows).amountSum)
  }

  @Test func `rows of one relation may come in any order`() {
    for seed in 0..<40 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let rows = Self.randomRows(using: &random)
      let shuffled = rows.shuffled(using: &random)
      let (first, second) = (Sample.build(rows), Sample.build(shuffled))
      #expect(first.window.lines == second.window.lines)
      #expect(Set(first.rejects) == Set(second.rejects))
      #expect(first.rejects.count == second.rejects.count)
      #expect(first.amountSum == second.amountSum)
      #expect(!first.rejects.isEmpty && first.window.transactions.count > 1)
    }
  }

  @Test func `transactions come by time and then by the bytes of their id, records likewise`() {
    let rows = ["ß", "z", "a", "Z", "10", "9"].flatMap { id in
      [
        Sample.row(.transactions).changed(["transaction_id": id]),
        Sample.row(.payoutRequests).changed(["request_id": id]),
        Sample.row(.authorisations).changed(["authorisation_id": id]),
        Sample.row(.logins).changed(["login_id": id]),
        Sample.row(.platformEvents).changed(["event_id": id]),
      ]
    }
    let window = Sample.build(
      Sample.rows.filter { $0.relation <= .endpoints || $0.relation == .fxRates } + rows
    ).window
    let bytewise = ["10", "9", "Z", "a", "z", "ß"]
    #expect((0..<6).map { window.transactionID($0) } == bytewise)
    #expect(window.payoutRequests.map { window.text($0.id) } == bytewise)
    #expect(window.authorisations.map { window.text($0.id) } == bytewise)
    #expect(window.logins.map { window.text($0.id) } == bytewise)
    #expect(window.platformEvents.map { window.text($0.id) } == bytewise)
  }

  @Test func `the sum is that of the rows used`() {
    var random = SplitMix64(seed: 5)
    let (window, _, sum) = Sample.build(Self.randomRows(using: &random))
    #expect(sum == window.transactions.amount.reduce(0) { $0 + Int128($1) })
  }

  /// Rows that share keys, times and faults often. Keys of records are unique.
  private static func randomRows(using random: inout SplitMix64) -> [Row] {
    func pick<T>(_ choices: [T]) -> T { choices[Int.random(in: 0..<choices.count, using: &random)] }
    var rows = Sample.rows
    for number in 0..<60 {
      rows.append(
        Row(
          .transactions,
          [
            "transaction_id": "t\(number % 45)", "booked_at": "2026-02-0\(pick([1, 2, 3])) 10:00",
            "debtor_id": pick(["a", "b", "e", "nobody"]), "creditor_id": pick(["a", "b", "e"]),
            "amount": pick(["1", "2.5", "0", "NaN", "3.0000001"]), "currency": pick(["USD", "EUR", "XYZ"]),
            "kind": pick(["charge", "refund", "swap"]), "reference": pick(["x", "y"]),
          ]))
      rows.append(
        Row(
          .paymentDetailChanges,
          [
            "change_id": "d\(number)", "account_id": pick(["a", "b", "e"]),
            "changed_at": "2026-02-0\(pick([1, 2]))",
            "field": pick(["wallet", "email", "hat"]),
          ]))
    }
    return rows
  }
}
