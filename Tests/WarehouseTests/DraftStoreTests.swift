import Detection
import Ledger
import Postgres
import Reports
import TestSupport
import Testing
import Warehouse

private let caseID = "00000000-0000-8000-8000-000000000009"
private let filing =
  "INSERT INTO weir_sar.filings (case_id, bsa_id, filed_on, period_from, period_to, amount, cumulative_amount) "
  + "VALUES ('\(caseID)', '31000000000001', '2026-02-20', '2026-01-01', '2026-02-10', 100, 100)"
private let draft =
  "INSERT INTO weir_sar.drafts (case_id, kind, as_of, period_from, period_to, amount, currency, narrative, report_xml, "
  + "case_json, faults) VALUES ('\(caseID)', 'initial', '2026-02-20Z', '2026-01-01', '2026-02-10', 100, 'USD', 'n', 'x', '{}', '{}')"

/// Everybody but compliance, at what compliance keeps.
private let outsiders = ["weir_reader", "weir_job", "weir_analyst", "weir_bi"].flatMap { role in
  Attempt.all(
    role, "SELECT count(*) FROM weir_sar.drafts", "SELECT count(*) FROM weir_sar.filings", filing, draft,
    "SELECT 'weir_sar.drafts'::regclass")
}

@Suite(.enabled(if: TestServer.uri != nil, Comment(rawValue: TestServer.reason)))
struct DraftStoreTests {
  @Test(arguments: outsiders) func `nobody else sees that there is anything`(attempt: Attempt) throws {
    let database = try TestDatabase.migrated()
    try database.run("SET ROLE \(attempt.role)")
    #expect(database.refusal(attempt.sql)?.kind == .refusedPermission)
  }

  @Test func `compliance adds and reads, and signs with the login's own name`() throws {
    let database = try TestDatabase.migrated()
    try database.run("SET ROLE weir_compliance")
    try database.run(draft)
    try database.run(
      filing.replacing("cumulative_amount)", with: "cumulative_amount, recorded_by, recorded_at)")
        .replacing("100, 100)", with: "100, 100, 'somebody else', '2000-01-01Z')"))
    let signed = try database.column(
      "SELECT recorded_by = session_user AND recorded_at > '2020-01-01' FROM weir_sar.filings UNION ALL "
        + "SELECT recorded_by = session_user FROM weir_sar.drafts")
    #expect(signed == ["t", "t"])
  }

  @Test(arguments: ["drafts", "filings"]) func `nobody changes what was kept`(table: String) throws {
    let database = try TestDatabase.migrated()
    try database.run(draft)
    try database.run(filing)
    for statement in [
      "UPDATE weir_sar.\(table) SET amount = 1", "DELETE FROM weir_sar.\(table)",
      "TRUNCATE weir_sar.\(table) CASCADE",
    ] {
      #expect(database.refusal(statement)?.sqlState == "23001", "\(statement)")
    }
  }

  @Test(arguments: [
    ("31000000000001", "3100000000000"), ("31000000000001", "3100000000000x"),
    ("'2026-02-20'", "'2026-02-01'"),
    ("100, 100)", "100, 99)"), ("100, 100)", "-1, 100)"),
  ])
  func `a filing that cannot be is refused`(good: String, bad: String) throws {
    let database = try TestDatabase.migrated()
    #expect(database.refusal(filing.replacing(good, with: bad))?.sqlState == "23514")
  }

  @Test
  func `the newest filing of a case is the one that is continued, also of a case or alert that joined it`()
    throws
  {
    let database = try TestDatabase.migrated()
    let store = DraftStore(session: database.session)
    let alert = ReportedAlert.plain(id: "00000000-0000-8000-8000-00000000000a")
    var record = CaseRecord(
      kind: .case, id: caseID, headline: "", severity: .high, currency: "USD", alerts: [alert])
    #expect(try store.lastFiling(on: record) == nil)
    try database.run(filing)
    #expect(try store.lastFiling(on: record)?.bsaID == "31000000000001")
    try database.run(
      filing.replacing("31000000000001", with: "31000000000002").replacing(
        "'2026-02-20'", with: "'2026-03-20'"
      )
      .replacing(caseID, with: alert.id).replacing("100, 100)", with: "50, 150)"))
    let newest = try #require(try store.lastFiling(on: record))
    #expect(newest.bsaID == "31000000000002" && newest.filedOn.date == "2026-03-20")
    #expect(newest.amount == Money(units: 50) && newest.cumulative == Money(units: 150))
    record.id = "00000000-0000-8000-8000-0000000000ff"
    record.alerts = []
    #expect(try store.lastFiling(on: record) == nil)
  }
}

extension ReportedAlert {
  /// An alert of which only the id matters.
  static func plain(id: String) -> ReportedAlert {
    ReportedAlert(
      id: id, detector: "d", detectorVersion: 1, subjectID: "s", severity: .low, score: 0, headline: "",
      who: "", what: "",
      when: "", whereMoved: "", why: "", how: "", amount: .zero, currency: "USD", isLowerBound: false,
      windowFrom: .february(1), windowTo: .february(2), firstSeenAt: .february(2), lastSeenAt: .february(2),
      reasons: [])
  }
}
