import Alerts
import Detection
import Ledger
import Postgres
import TestSupport
import Testing
import Warehouse

@Suite(.enabled(if: TestServer.uri != nil, Comment(rawValue: TestServer.reason)))
struct AlertStoreTests {
  /// An alert with `text` wherever a text may stand.
  private func alert(_ text: String, seed: UInt64 = 1, at point: Instant = .february(5)) -> Alert {
    var random = SplitMix64(seed: seed)
    func micros() -> Int64 { Int64.random(in: 1...1_000_000_000_000, using: &random) }
    let transactions = EvidenceRole.allCases.enumerated().map { number, role in
      SeenTransaction(
        TransactionEvidence(
          transactionID: "\(text)\(number)", role: role, route: role == .hop ? "\(text)>x" : "",
          hop: role == .hop ? number + 1 : nil, amount: Money(micros: micros()),
          amountOriginal: ExactDecimal(mantissa: Int128(micros()), scale: 8), currencyOriginal: text,
          bookedAt: Instant(micros: Instant.february(1).micros + micros()), debtorID: text,
          creditorID: "c" + text),
        firstSeenAt: point)
    }
    let records = [Relation.accounts, .payoutRequests].map {
      SeenRecord(
        RecordEvidence(relation: $0, recordID: text, at: .february(2), summary: "s" + text),
        firstSeenAt: point)
    }
    let stored = StoredAlert(
      detector: "detector", subject: text, fingerprint: [text, "", text + text],
      reasonCodes: ["b", "a", text.isEmpty ? "c" : text], transactions: transactions, records: records,
      sinkClasses: [.exchange, .prcBank], hopsMax: 5, isLowerBound: true, firstSeenAt: point,
      windowFrom: .february(1), windowTo: point, listVersions: ["starter 1", "l" + text],
      latest: .init(
        at: point, detectorVersion: 7, maturity: .shadow, parameterDigest: "digest",
        measures: [
          "n" + text: .money(Money(micros: .max)), "share": .ratio(perMille: 999),
          "dwell": .duration(Span(micros: 1)),
          "count": .count(-3), "wait": .duration(.days(2)),
        ]))
    let total = stored.transactions.values.filter(\.evidence.role.counts).reduce(0) {
      $0 + $1.evidence.amount.micros
    }
    return Alert(
      stored: stored, severity: .high, score: 88,
      narrative: Narrative(
        headline: text, who: text, what: text, when: text, whereMoved: text, why: text, how: text),
      reasonCodes: stored.reasonCodes.sorted(), amount: Money(micros: total), currency: "USD")
  }

  private func write(_ alert: Alert, _ database: TestDatabase) throws {
    try database.session.transaction(.readWrite) {
      try AlertStore(session: database.session).write([alert], run: "1")
    }
  }

  @Test func `what was written is what is loaded, whatever the texts`() throws {
    let database = try TestDatabase.migrated()
    let store = AlertStore(session: database.session)
    for (number, text) in hostileTexts.enumerated() {
      let alert = alert(text, seed: UInt64(number))
      try write(alert, database)
      let loaded = try store.load([alert.stored.key])
      #expect(loaded == [alert.stored], "text \(number): \(text.debugDescription)")
    }
    let all = hostileTexts.map { alert($0).stored.key }
    #expect(try store.load(all).count == Set(all).count)
  }

  @Test func `writing again changes nothing`() throws {
    let database = try TestDatabase.migrated()
    let alert = alert("t")
    try write(alert, database)
    let dump =
      "SELECT to_jsonb(a)::text FROM weir.alerts a UNION ALL SELECT to_jsonb(t)::text FROM weir.alert_transactions t "
      + "UNION ALL SELECT to_jsonb(r)::text FROM weir.alert_records r ORDER BY 1"
    let before = try database.column(dump)
    try write(alert, database)
    #expect(try database.column(dump) == before)
    #expect(before.count == 1 + EvidenceRole.allCases.count + 2)
  }

  @Test func `a joined alert is loaded as joined, its evidence grown`() throws {
    let database = try TestDatabase.migrated()
    let store = AlertStore(session: database.session)
    try write(alert("t", seed: 1), database)
    let later = alert("t", seed: 2, at: .february(7)).stored
    for point in [later, alert("t", seed: 3, at: .february(3)).stored] {
      var merged = try #require(try store.load([point.key]).first)
      merged.join(point)
      let whole = Alert(
        stored: merged, severity: .high, score: 1, narrative: alert("t").narrative,
        reasonCodes: merged.reasonCodes.sorted(),
        amount: .zero, currency: "USD")
      try write(whole, database)
      #expect(try store.load([point.key]) == [merged])
    }
    #expect(
      try database.column("SELECT first_seen_at::date || ' ' || last_seen_at::date FROM weir.alerts") == [
        "2026-02-03 2026-02-07"
      ])
  }

  @Test func `the row holds what analysts read`() throws {
    let database = try TestDatabase.migrated()
    let alert = alert("t")
    try write(alert, database)
    let row = try database.session.execute(
      """
      SELECT alert_id, scheme_key, severity, score, headline, amount, transaction_count, hops_max, sink_classes, maturity,
        lower_bound, measures -> 'share' ->> 'value', first_run_id, array_to_string(reason_codes, ' ')
      FROM weir.alerts
      """)
    #expect(row.count == 1)
    #expect(
      Array(row[0]) == [
        alert.alertID, alert.stored.key.hex, "high", "88", "t", alert.amount.description,
        String(EvidenceRole.allCases.count), "5", "{prc_bank,exchange}", "shadow", "t", "0.999", "1", "a b t",
      ])
    #expect(
      try database.column("SELECT sum(amount) FROM weir.alert_transactions WHERE counts") == [
        alert.amount.description
      ])
  }

  @Test func `unknown schemes load as nothing, and rows by hand are told apart`() throws {
    let database = try TestDatabase.migrated()
    let store = AlertStore(session: database.session)
    let key = alert("t").stored.key
    #expect(try store.load([]) == [])
    #expect(try store.load([key]) == [])
    try write(alert("t"), database)
    try database.run("UPDATE weir.alert_transactions SET role = 'guess' WHERE role = 'hop'")
    #expect(throws: StoredAlertUnreadable.self) { try store.load([key]) }
  }
}
