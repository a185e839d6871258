import Alerts
import Detection
import Ledger
import Testing
import Window

@Suite struct AlertTests {
  private func alert(
    _ signals: [Signal] = [], _ rows: [TransactionEvidence] = [], sinkClasses: Set<SinkClass> = []
  ) throws -> Alert {
    let finding = Finding(
      subject: "acct-1", fingerprint: ["shop"], signals: signals, transactions: rows, sinkClasses: sinkClasses
    )
    return try Alert(of: Seen(finding: finding, point: day(1)).stored, by: Sample(), in: emptyWindow)
  }

  @Test(arguments: [
    ([], 0, Severity.low), (["far_path"], 39, .low), (["far_path", "one_more"], 40, .medium),
    (["far_path", "almost_other_name"], 68, .medium),
    (["far_path", "one_more", "almost_other_name"], 69, .medium),
    (["far_path", "one_more", "other_name"], 70, .high),
    (["far_path", "one_more", "many_paths"], 70, .medium),
    (["heavy"], 900, .medium), (["heavy", "long_contract"], 880, .medium), (["listed"], 5, .critical),
    (["far_path", "one_more", "long_contract"], 20, .low), (["heavy", "one_more"], 901, .high),
  ])
  func `severity follows from the points and the families`(codes: [String], score: Int, severity: Severity)
    throws
  {
    let alert = try alert(codes.compactMap { Sample.signal(code: $0) })
    #expect(alert.score == score)
    #expect(alert.severity == severity)
  }

  @Test func `reason codes stand in the order of the detector, unknown ones after them`() throws {
    var stored = Seen(
      finding: Finding(subject: "acct-1", signals: Sample.signal("listed", "far_path", "other_name")),
      point: day(1)
    ).stored
    let unknown = [Signal("zebra", .path, 50, ""), Signal("aardvark", .theft, 50, "")]
    stored.join(Seen(finding: Finding(subject: "acct-1", signals: unknown), point: day(1)).stored)
    let alert = try Alert(of: stored, by: Sample(), in: emptyWindow)
    #expect(alert.reasonCodes == ["far_path", "other_name", "listed", "aardvark", "zebra"])
    #expect(alert.score == 74)
  }

  @Test func `the amount is the sum of what counts and of nothing else`() throws {
    let rows = [
      transaction("t1", .routed, units: 1), transaction("t2", .charge, units: 10),
      transaction("t3", .payout, units: 100), transaction("t4", .context, units: 1_000),
      transaction("t1", .hop, units: 10_000, route: "t1>t5", hop: 1),
      transaction("t5", .hop, units: 10_000, route: "t1>t5", hop: 2),
    ]
    let alert = try alert([], rows)
    #expect(alert.amount == Money(units: 111))
    #expect(alert.currency == "USD")
    #expect(alert.transactionCount == 5)
    #expect(alert.transactions.count == 6)
  }

  @Test func `amounts add up to the last micro-unit, and past the range is an error`() throws {
    var rows = [transaction("t1"), transaction("t2"), transaction("t3")]
    rows[0].amount = Money(micros: .max - 3)
    rows[1].amount = Money(micros: 1)
    rows[2].amount = Money(micros: 2)
    #expect(try alert([], rows).amount == Money(micros: .max))
    rows[2].amount = Money(micros: 3)
    #expect(throws: LedgerError.self) { try alert([], rows) }
  }

  @Test func `routes are numbered as they were seen, then by what they carry, then by name`() throws {
    func hops(_ route: String, units: Int64) -> [TransactionEvidence] {
      route.split(separator: ">").enumerated().map {
        transaction(String($1), .hop, units: $0 == 0 ? units : 9_999, route: route, hop: $0 + 1)
      }
    }
    var stored = Seen(
      finding: Finding(
        subject: "acct-1", signals: [], transactions: hops("x>z", units: 50) + [transaction("x", .routed)]),
      point: day(2)
    ).stored
    let later =
      hops("d>e", units: 7) + hops("b>e", units: 7) + hops("c>e>f", units: 900) + hops("x>z", units: 9_000)
    stored.join(
      Seen(finding: Finding(subject: "acct-1", signals: [], transactions: later), point: day(3)).stored)
    let alert = try Alert(of: stored, by: Sample(), in: emptyWindow)
    let numbers = Dictionary(
      alert.transactions.filter { $0.evidence.role == .hop }.map { ($0.evidence.route, $0.routeNumber) },
      uniquingKeysWith: { $0 == $1 ? $0 : nil })
    #expect(numbers == ["x>z": 1, "c>e>f": 2, "b>e": 3, "d>e": 4])
    #expect(alert.transactions.filter { $0.evidence.role == .routed }.map(\.routeNumber) == [nil])
  }

  @Test func `evidence stands in the order of booking, then id, then role, then route and hop`() throws {
    let rows = [
      transaction("t2", bookedAt: day(1)), transaction("t9"), transaction("t10"),
      transaction("t9", .hop, route: "t9>t9", hop: 2), transaction("t9", .hop, route: "t9>t9", hop: 1),
      transaction("t9", .hop, route: "t1>t9", hop: 2), transaction("t9", .routed),
    ]
    let order = try alert([], rows).transactions.map {
      "\($0.evidence.transactionID) \($0.evidence.role) \($0.evidence.route) \($0.evidence.hop ?? 0)"
    }
    #expect(
      order == [
        "t10 charge  0", "t9 charge  0", "t9 hop t1>t9 2", "t9 hop t9>t9 1", "t9 hop t9>t9 2", "t9 routed  0",
        "t2 charge  0",
      ])
  }

  @Test func `records stand in the order of time, then relation, then id`() throws {
    let records = [
      RecordEvidence(relation: .payoutRequests, recordID: "c", at: day(1), summary: "4"),
      RecordEvidence(relation: .payoutRequests, recordID: "b", at: firstDay, summary: "3"),
      RecordEvidence(relation: .payoutRequests, recordID: "a", at: firstDay, summary: "2"),
      RecordEvidence(relation: .accounts, recordID: "z", at: firstDay, summary: "1"),
    ]
    let stored = Seen(finding: Finding(subject: "acct-1", signals: [], records: records), point: day(2))
      .stored
    let alert = try Alert(of: stored, by: Sample(), in: emptyWindow)
    #expect(alert.records.map(\.evidence.summary) == ["1", "2", "3", "4"])
    #expect(alert.narrative.how == "1234")
  }

  @Test func `sink classes stand in their order of precedence`() throws {
    #expect(
      try alert(sinkClasses: [.hkMoBank, .prcBank, .exchange, .sanctioned]).sinkClasses
        == [.sanctioned, .prcBank, .exchange, .hkMoBank])
  }

  @Test func `the detector words the whole scheme, not one finding`() throws {
    var stored = Seen(
      finding: Finding(
        subject: "acct-1", fingerprint: ["shop"], signals: Sample.signal("other_name"),
        transactions: [transaction("t2", bookedAt: day(1), to: "late")]), point: day(3)
    ).stored
    stored.join(
      Seen(
        finding: Finding(
          subject: "acct-1", fingerprint: ["shop"], signals: Sample.signal("far_path"),
          transactions: [transaction("t1", to: "early")]), point: day(1)
      ).stored)
    let alert = try Alert(of: stored, by: Sample(), in: emptyWindow)
    #expect(alert.narrative.headline == "acct-1: 200.000000 in 2")
    #expect(alert.narrative.who == "acct-1")
    #expect(alert.narrative.what == "shop")
    #expect(alert.narrative.when == "2026-03-02T00:00:00Z to 2026-03-04T00:00:00Z")
    #expect(alert.narrative.whereMoved == "early late")
    #expect(alert.narrative.why == "money went far, the names differ")
    #expect(alert.alertID == stored.key.alertID)
    #expect(alert.listVersions == ["l 1"])
  }
}
