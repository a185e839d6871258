import Alerts
import Detection
import Detectors
import Ledger
import TestSupport
import Testing
import Window

@Suite struct TieReaderTests {
  private let point = day(100)

  /// A window of 200 days with these tables; an empty party stands for `worker-1` and so on.
  private func window(_ tables: [String: [[String: String]]]) throws -> Window {
    var ledger = DetectorCase(title: "", place: "", kind: "fires", asOf: point)
    ledger.tables = tables
    let (window, rejects) = ledger.window(lookback: .days(200))
    #expect(rejects.isEmpty)
    return window
  }

  private func payment(_ number: Int, _ debtor: String, _ creditor: String, daysBefore: Int64 = 10)
    -> [String: String]
  {
    [
      "transaction_id": "t\(number)", "booked_at": (point - .days(daysBefore)).description,
      "debtor_id": debtor,
      "creditor_id": creditor, "amount": "100", "kind": "transfer",
    ]
  }

  private func alert(
    _ subject: String, _ rows: [TransactionEvidence] = [], records: [RecordEvidence] = [],
    at point: Instant? = nil
  ) -> StoredAlert {
    Seen(
      finding: Finding(subject: subject, signals: [], transactions: rows, records: records),
      point: point ?? self.point
    ).stored
  }

  private func ties(_ alerts: [StoredAlert], _ window: Window, known: [Tie] = []) -> [Tie] {
    var reader = TieReader(window, destinations: WindowDestinations(window), lookback: .days(100))
    return reader.newTies(of: alerts, known: known)
  }

  private func row(_ number: Int, _ role: EvidenceRole, to creditor: String) -> TransactionEvidence {
    transaction(
      "t\(number)", role, route: role == .hop ? "t\(number)" : "", hop: role == .hop ? 1 : nil, to: creditor)
  }

  @Test func `the crowd of a destination is counted in the data, not in the alerts`() throws {
    let payers = (1...Tie.crowdLimit + 5).map { payment($0, "payer-\($0)", "big") }
    let few = (0..<3).map { payment(100 + $0, "payer-\($0)", "small") }
    let old = (0..<Tie.crowdLimit + 5).map { payment(200 + $0, "old-\($0)", "quiet", daysBefore: 95) }
    let again = (0..<50).map { payment(300 + $0, "payer-1", "one-payer") }
    let window = try window(["transactions": payers + few + old + again])
    let found = ties(
      [
        alert(
          "s",
          [
            row(1, .routed, to: "big"), row(2, .charge, to: "small"), row(3, .hop, to: "quiet"),
            row(4, .payout, to: "one-payer"), row(5, .context, to: "payer-9"),
          ])
      ], window)
    let crowds = Dictionary(uniqueKeysWithValues: found.map { ($0.value, $0.sharedBy) })
    #expect(
      crowds == ["s": 0, "big": Tie.crowdLimit + 1, "small": 3, "quiet": 0, "one-payer": 1])
  }

  @Test func `an endpoint stands for its registrant, its number and its address`() throws {
    let address = "0x52908400098527886E0F7030069857D2E4169EE7"
    let window = try window([
      "accounts": [["account_id": "a1"], ["account_id": "a2"]],
      "endpoints": [
        ["endpoint_id": "e1", "kind": "crypto_wallet", "account_id": "a1", "address": address],
        ["endpoint_id": "e2", "kind": "crypto_wallet", "account_id": "a2", "address": address.lowercased()],
        ["endpoint_id": "e3", "kind": "bank_account", "account_number": "DE 1234 5678 9012"],
      ],
      "payout_requests": [
        [
          "request_id": "r1", "account_id": "a2", "requested_at": (point - .days(3)).description,
          "method": "crypto",
          "message": "please pay me in ETH to \(address) from now on",
        ]
      ],
      "payment_detail_changes": [
        [
          "change_id": "c1", "account_id": "a2", "changed_at": (point - .days(3)).description,
          "field": "bank_account", "new_value": "DE123456789012",
        ]
      ],
    ])
    func record(_ relation: Relation, _ id: String) -> RecordEvidence {
      RecordEvidence(relation: relation, recordID: id, at: point - .days(3), summary: "")
    }
    func values(_ alert: StoredAlert) -> Set<String> { Set(ties([alert], window).map(\.value)) }
    let byPayment = values(alert("s", [row(1, .payout, to: "e1")]))
    let byRecord = values(alert("s", records: [record(.endpoints, "e2")]))
    let byMessage = values(alert("s", records: [record(.payoutRequests, "r1")]))
    let digests = byPayment.filter { $0.hasPrefix("destination-") }
    #expect(byPayment == digests.union(["s", "e1", "a1"]))
    #expect(byRecord == digests.union(["s", "e2", "a2"]))
    #expect(byMessage == digests.union(["s", "a2"]))
    let byChange = values(alert("s", records: [record(.paymentDetailChanges, "c1")])).subtracting(["s", "a2"])
    #expect(byChange == values(alert("s", [row(1, .payout, to: "e3")])).subtracting(["s", "e3"]))
    #expect(byChange.count == 1)
  }

  @Test func `stop nodes and the platform's own accounts tie nobody`() throws {
    let window = try window([
      "accounts": [["account_id": "treasury", "role": "platform"], ["account_id": "bureau"]],
      "classes": [["party_id": "bureau", "class": "stop"]],
    ])
    let found = ties([alert("s", [row(1, .payout, to: "treasury"), row(2, .payout, to: "bureau")])], window)
    #expect(found.map(\.value) == ["s"])
  }

  @Test func `what is known is not looked up again, unless it is seen earlier now`() throws {
    let window = try window(["transactions": [payment(1, "p", "e")]])
    let evidence = alert("s", [row(1, .charge, to: "e")])
    let known = ties([evidence], window)
    #expect(known.map(\.value).sorted() == ["e", "s"])
    #expect(ties([evidence], window, known: known).isEmpty)
    let earlier = alert("s", [row(1, .charge, to: "e")], at: point - .days(5))
    #expect(Set(ties([earlier], window, known: known).map(\.firstSeenAt)) == [point - .days(5)])
  }

  @Test func `where the window does not reach back, the crowd is not known`() throws {
    let window = try window(["transactions": [payment(1, "p", "e")]])
    let old = alert("s", [row(1, .charge, to: "e")], at: window.from + .days(20))
    let found = ties([old], window)
    #expect(found.map(\.sharedBy) == [nil, 0])
    #expect(found.map(\.value) == ["e", "s"])
  }
}
