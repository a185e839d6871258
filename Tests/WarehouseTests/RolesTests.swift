import Ledger
import Postgres
import TestSupport
import Testing
import Warehouse

/// Somebody trying something.
struct Attempt: Sendable, CustomTestStringConvertible {
  let role: String
  let sql: String
  var testDescription: String { "\(role): \(sql)" }

  static func all(_ role: String, _ statements: String...) -> [Attempt] {
    statements.map { Attempt(role: role, sql: $0) }
  }
}

private let alertID = "00000000-0000-8000-8000-000000000001"

/// What must be refused, role by role (design §12).
private let refused =
  Attempt.all(
    "weir_job", "DELETE FROM weir.alerts", "DELETE FROM weir.alert_transactions",
    "DELETE FROM weir.alert_records",
    "DELETE FROM weir.analyst_events", "DELETE FROM weir.runs", "UPDATE weir.analyst_events SET note = ''",
    "INSERT INTO weir.analyst_events (alert_id, at, actor, event) VALUES ('\(alertID)', '2026-01-01Z', 'x', 'assigned')",
    "INSERT INTO weir.alert_events (alert_id, at, actor, event) VALUES ('\(alertID)', '2026-01-01Z', 'x', 'assigned')",
    "SELECT weir.record_event('\(alertID)', 'assigned')", "UPDATE weir.list_entries SET note = ''",
    "DELETE FROM weir.list_versions", "TRUNCATE weir.alerts", "INSERT INTO weir.suppressions DEFAULT VALUES",
    "CREATE TABLE weir.mine (x int)", "ALTER TABLE weir.alerts ADD x int", "DROP TABLE weir.alerts",
    "INSERT INTO weir_source.accounts VALUES ('x')", "ALTER TABLE weir.alerts DISABLE TRIGGER ALL")
  + Attempt.all(
    "weir_analyst", "INSERT INTO weir.alerts SELECT a.* FROM weir.alerts AS a",
    "UPDATE weir.alerts SET headline = ''",
    "DELETE FROM weir.alerts", "UPDATE weir.runs SET error = ''",
    "INSERT INTO weir.analyst_events (alert_id, at, actor, event) VALUES ('\(alertID)', '2026-01-01Z', 'x', 'assigned')",
    "INSERT INTO weir.alert_events (alert_id, at, actor, event) VALUES ('\(alertID)', '2026-01-01Z', 'x', 'assigned')",
    "UPDATE weir.analyst_events SET note = ''", "DELETE FROM weir.analyst_events",
    "SELECT count(*) FROM weir_source.accounts", "CREATE TABLE weir_sar.draft (x int)")
  + Attempt.all(
    "weir_bi", "SELECT count(*) FROM weir.alerts", "SELECT count(*) FROM weir.alert_events",
    "SELECT count(*) FROM weir_source.accounts", "SELECT weir.record_event('\(alertID)', 'assigned')",
    "CREATE TABLE weir_sar.draft (x int)")
  + Attempt.all(
    "weir_reader", "SELECT count(*) FROM weir.alerts", "SELECT count(*) FROM weir.runs",
    "INSERT INTO weir_source.accounts VALUES ('x')", "DELETE FROM weir_source.accounts",
    "SELECT weir.record_event('\(alertID)', 'assigned')", "CREATE TABLE weir_source.mine (x int)")
  + Attempt.all(
    "weir_compliance", "UPDATE weir.alerts SET headline = ''", "SELECT count(*) FROM weir_source.accounts")

private let allowed =
  Attempt.all(
    "weir_job", "SELECT count(*) FROM weir_source.transactions", "UPDATE weir.alerts SET headline = 'new'",
    "UPDATE weir.runs SET outcome = 'failed', finished_at = '2026-02-10Z'",
    "SELECT count(*) FROM weir.alert_events",
    "INSERT INTO weir.list_versions (list, version, format, sha256, row_count, added, removed, imported_at, imported_by) "
      + "VALUES ('l', '1', 'csv', 'x', 0, 0, 0, '2026-02-10Z', 'x')")
  + Attempt.all(
    "weir_analyst", "SELECT count(*) FROM weir.alerts", "SELECT count(*) FROM weir.alert_events",
    "SELECT count(*) FROM weir.rejected_rows", "SELECT weir.record_event('\(alertID)', 'assigned')",
    "SELECT weir.record_event('\(alertID)', 'closed', 'explained', 'a supplier')")
  + Attempt.all("weir_reader", "SELECT count(*) FROM weir_source.logins")
  + Attempt.all(
    "weir_compliance", "SELECT count(*) FROM weir.alerts",
    "SELECT weir.record_event('\(alertID)', 'escalated')")

/// What the triggers refuse to everybody, the superuser included.
private let neverDone =
  [
    "UPDATE weir.analyst_events SET note = ''", "DELETE FROM weir.analyst_events",
    "TRUNCATE weir.analyst_events",
    "UPDATE weir.alert_events SET note = ''", "DELETE FROM weir.alert_events",
    "UPDATE weir.list_versions SET version = ''", "DELETE FROM weir.list_versions",
    "TRUNCATE weir.list_versions CASCADE",
    "UPDATE weir.list_entries SET note = ''", "DELETE FROM weir.list_entries", "TRUNCATE weir.list_entries",
    "DELETE FROM weir.alerts", "TRUNCATE weir.alerts CASCADE", "DELETE FROM weir.alert_transactions",
    "TRUNCATE weir.alert_transactions", "DELETE FROM weir.alert_records", "TRUNCATE weir.alert_records",
    "UPDATE weir.alert_transactions SET first_seen_at = '2030-01-01Z'",
    "UPDATE weir.alert_records SET first_seen_at = '2030-01-01Z'",
  ]

@Suite(.enabled(if: TestServer.uri != nil, Comment(rawValue: TestServer.reason)))
struct RolesTests {
  /// A migrated database with one alert, one piece of each evidence, one event and one list entry.
  private func database() throws -> TestDatabase {
    let database = try TestDatabase.migrated()
    try database.run(
      """
      INSERT INTO weir.alerts VALUES ('\(alertID)', 'k', 'd', 1, 's', 'low', 1, 'h', '{}', '', '', '', '', '', '', 1,
        'USD', 1, 0, '{}', '2026-01-01Z', '2026-02-01Z', '2026-02-01Z', '2026-02-01Z', 1, 1, 'active', false, '{}', '{}', '{}');
      INSERT INTO weir.alert_transactions VALUES ('\(alertID)', 't', 'charge', NULL, NULL, 1, 1, 'USD', '2026-01-31Z',
        'a', 'b', true, '', '2026-02-01Z');
      INSERT INTO weir.alert_records VALUES ('\(alertID)', 'accounts', 'a', '2026-01-31Z', '', '2026-02-01Z');
      INSERT INTO weir.analyst_events (alert_id, at, actor, event) VALUES ('\(alertID)', '2026-02-02Z', 'x', 'assigned');
      INSERT INTO weir.list_versions (list, version, format, sha256, row_count, added, removed, imported_at, imported_by)
        VALUES ('starter', '1', 'csv', 'y', 1, 1, 0, '2026-02-01Z', 'x');
      INSERT INTO weir.list_entries (list_version_id, entry_no, class, matcher, value, kinds, source)
        VALUES (1, 1, 'stop', 'country', 'CN', '{}', 's');
      """)
    return database
  }

  @Test(arguments: refused) func `a role is refused what is not its work`(attempt: Attempt) throws {
    let database = try database()
    try database.run("SET ROLE \(attempt.role)")
    #expect(database.refusal(attempt.sql)?.kind == .refusedPermission)
  }

  @Test(arguments: allowed) func `a role can do its work`(attempt: Attempt) throws {
    let database = try database()
    try database.run("SET ROLE \(attempt.role)")
    #expect(database.refusal(attempt.sql) == nil)
  }

  @Test func `tables that only grow refuse even the superuser`() throws {
    let database = try database()
    for sql in neverDone {
      #expect(database.refusal(sql)?.sqlState == "23001", "\(sql)")
    }
  }

  @Test func `an event is signed by who logged in, not by who they say they are`() throws {
    let database = try database()
    let login = try database.column("SELECT session_user")
    try database.run("SET ROLE weir_analyst")
    _ = try database.column("SELECT weir.record_event('\(alertID)', 'closed', 'false_positive', 'r', 'n')")
    #expect(
      try database.column(
        "SELECT actor || ' ' || disposition || ' ' || reason || ' ' || note FROM weir.alert_events WHERE event = 'closed'"
      )
        == ["\(login[0]) false_positive r n"])
  }

  @Test(arguments: [
    "'closed'", "'assigned', 'explained'", "'opened'", "'grown'", "'deleted'", "'closed', 'nonsense'",
  ])
  func `an event that makes no sense is refused`(arguments: String) throws {
    #expect(
      try database().refusal("SELECT weir.record_event('\(alertID)', \(arguments))")?.sqlState == "23514")
  }

  @Test func `opened and grown follow from the evidence, people's events stand beside them`() throws {
    let database = try database()
    try database.run(
      """
      INSERT INTO weir.alert_transactions VALUES
        ('\(alertID)', 'u', 'charge', NULL, NULL, 1, 1, 'USD', '2026-02-02Z', 'a', 'b', true, '', '2026-02-03Z'),
        ('\(alertID)', 'v', 'charge', NULL, NULL, 1, 1, 'USD', '2026-02-02Z', 'a', 'b', true, '', '2026-02-03Z'),
        ('\(alertID)', 'w', 'charge', NULL, NULL, 1, 1, 'USD', '2026-02-03Z', 'a', 'b', true, '', '2026-02-05Z');
      """)
    let events =
      "SELECT to_char(at, 'DD') || ' ' || event || ' ' || actor || coalesce(' ' || reason, '') FROM weir.alert_events ORDER BY at"
    let expected = [
      "01 opened weir 2 pieces of evidence", "02 assigned x", "03 grown weir 2 pieces of evidence",
      "05 grown weir 1 piece of evidence",
    ]
    #expect(try database.column(events) == expected)
    try database.run(
      "UPDATE weir.alert_transactions SET first_seen_at = '2026-01-30Z' WHERE transaction_id = 't'")
    #expect(try database.column(events).first == "30 opened weir 1 piece of evidence")
  }
}
