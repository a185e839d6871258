import Foundation
import Postgres
import TestSupport
import Testing
import Warehouse

/// The views of `weir_bi`: what they are made of, and what they must not tell.
@Suite(.enabled(if: TestServer.uri != nil, Comment(rawValue: TestServer.reason)))
struct BIViewsTests {
  /// A migrated database with something in every table the views read, people's words among it.
  static func database() throws -> TestDatabase {
    let (one, two) = (CaseStoreTests.id(1), CaseStoreTests.id(2))
    let database = try TestDatabase.migrated()
    try database.run(
      CaseStoreTests.alert(1) + CaseStoreTests.alert(2, seen: 2) + """
        UPDATE weir.runs SET outcome = 'succeeded', finished_at = '2026-02-10Z', window_from = '2026-01-01Z',
          error = '\(words)', warnings = ARRAY['\(words)'];
        UPDATE weir.alerts SET sink_classes = '{exchange}' WHERE alert_id = '\(one)';
        INSERT INTO weir.alert_transactions VALUES
          ('\(one)', 't1', 'hop', 1, 1, 90, 90, 'USD', '2026-01-20Z', 'a', 'b', false, 't1>t9', '2026-02-01Z'),
          ('\(one)', 't9', 'hop', 1, 2, 80, 80, 'USD', '2026-01-21Z', 'b', 'e', false, 't1>t9', '2026-02-01Z');
        INSERT INTO weir.alert_records VALUES ('\(one)', 'accounts', 'a', '2026-01-31Z', 'an account', '2026-02-01Z');
        INSERT INTO weir.cases VALUES ('\(one)', 's1', 'medium', 5, 'h', 200, 2, '2026-02-01Z', '2026-02-02Z', 'USD',
          '\(one)', 2, '{path}', '2026-01-21Z');
        INSERT INTO weir.case_alerts VALUES ('\(one)', '\(one)', '\(one)', NULL, NULL, NULL),
          ('\(one)', '\(two)', '\(two)', '2026-02-04Z', '\(one)', 'both lead to E');
        INSERT INTO weir.run_inputs VALUES (1, 'transactions', 5, 500, 1, 0, '2026-02-09Z');
        INSERT INTO weir.run_input_days VALUES (1, 'transactions', '2026-02-01', 5);
        INSERT INTO weir.run_detectors VALUES (1, 'd', 1, 'ran', NULL, 1, 0, 0.5);
        INSERT INTO weir.rejected_rows VALUES ('transactions', 'x', 'amount', 'not_a_number', '\(words)', '\(words)', 1, 1);
        INSERT INTO weir.detectors VALUES ('d', 1, 'active', 'a', 'm', 'l');
        INSERT INTO weir.detector_signals VALUES ('d', 'x', 'path', 50, 'b');
        INSERT INTO weir.detector_red_flags VALUES ('d', 1, 's', 'i');
        INSERT INTO weir.parties (party_id, kind, number_masked) VALUES ('e', 'bank_account', '…1234');
        INSERT INTO weir.list_versions (list, version, format, sha256, row_count, added, removed, imported_at, imported_by)
          VALUES ('starter', '1', 'csv', 'y', 1, 1, 0, '2026-02-01Z', 'x');
        SELECT weir.record_event('\(one)', 'in_review', NULL, '\(words)', '\(words)');
        SELECT weir.record_event('\(one)', 'closed', 'referred', '\(words)', '\(words)');
        SELECT weir.record_event('\(two)', 'closed', 'watch', '\(words)', '\(words)');
        INSERT INTO weir.alert_records VALUES ('\(two)', 'accounts', 'b', '2026-01-31Z', 'an account', '2026-02-05Z');
        SELECT weir.suppress('{"subject_id": "s2"}', '\(words)', 'ann', '2026-03-01Z');
        """)
    return database
  }

  /// What somebody may write into any text of theirs.
  static let words = "SAR filed with FinCEN, BSA ID 31000012345678"

  private static func views(_ database: TestDatabase) throws -> [String] {
    try database.column("SELECT viewname FROM pg_views WHERE schemaname = 'weir_bi' ORDER BY viewname")
  }

  @Test func `every view is a fact or a dimension, every column is plain and has a comment`() throws {
    let database = try TestDatabase.migrated()
    let views = try Self.views(database)
    #expect(views.count >= 30)
    #expect(views.filter { !$0.hasPrefix("fact_") && !$0.hasPrefix("dim_") } == [])
    #expect(
      try database.column(
        "SELECT relname FROM pg_class WHERE relnamespace = 'weir_bi'::regnamespace AND relkind <> 'v'") == [])
    #expect(
      try database.column(
        "SELECT relname FROM pg_class WHERE relnamespace = 'weir_bi'::regnamespace AND obj_description(oid) IS NULL"
      ) == [])
    #expect(
      try database.column(
        """
        SELECT c.relname || '.' || a.attname FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
        WHERE c.relnamespace = 'weir_bi'::regnamespace AND a.attnum > 0
          AND coalesce(col_description(c.oid, a.attnum), '') = ''
        """) == [])
    #expect(
      try database.column(
        """
        SELECT DISTINCT format_type(a.atttypid, NULL) FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
        WHERE c.relnamespace = 'weir_bi'::regnamespace AND a.attnum > 0 ORDER BY 1
        """) == ["bigint", "boolean", "date", "integer", "numeric", "text", "timestamp with time zone"])
  }

  /// SAR confidentiality covers the fact of a SAR: nothing here may say that there is, was, or will be one.
  @Test func `no view, column, comment or word in a definition is about SARs`() throws {
    let database = try TestDatabase.migrated()
    let told = try database.column(
      """
      SELECT relname || ' ' || coalesce(obj_description(oid), '') || ' ' || pg_get_viewdef(oid)
      FROM pg_class WHERE relnamespace = 'weir_bi'::regnamespace
      UNION ALL
      SELECT c.relname || '.' || a.attname || ' ' || coalesce(col_description(c.oid, a.attnum), '')
      FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
      WHERE c.relnamespace = 'weir_bi'::regnamespace AND a.attnum > 0
      """)
    let forbidden =
      #/(?i)\b(sars?|weir_sar|suspicious.activity|fincen|bsa|filed|filing|filings|drafts?|drafted|reported)\b/#
    #expect(told.count > 300)
    #expect(told.filter { $0.contains(forbidden) } == [])
  }

  @Test func `what people write is in no view, nor that an alert was referred`() throws {
    let database = try Self.database()
    for view in try Self.views(database) {
      let rows = try database.column("SELECT to_jsonb(v)::text FROM weir_bi.\(view) AS v")
      #expect(
        !rows.isEmpty || ["fact_case_merge", "fact_alert_ageing", "fact_detector_overlap"].contains(view),
        "\(view) is empty")
      for row in rows {
        #expect(!row.contains("FinCEN") && !row.contains("referred"), "\(view): \(row)")
      }
    }
    #expect(
      try database.column("SELECT state || ' ' || outcome FROM weir_bi.fact_alert WHERE subject_id = 's1'")
        == ["escalated escalated"])
  }

  @Test func `the role reads every view`() throws {
    let database = try Self.database()
    let views = try Self.views(database)
    try database.run("SET ROLE weir_bi")
    for view in views {
      #expect(database.refusal("SELECT * FROM weir_bi.\(view)") == nil, "\(view)")
    }
  }

  /// Things to try that are not reading `weir_bi`.
  private static let refused =
    [
      "alerts", "alert_transactions", "alert_records", "alert_events", "alert_ties", "analyst_events",
      "alert_state",
      "cases", "case_alerts", "case_state", "queue", "suppressions", "rejected_rows", "runs", "run_inputs",
      "parameter_sets", "list_entries", "parties", "schema_migrations",
    ].map { "SELECT count(*) FROM weir.\($0)" } + [
      "SELECT count(*) FROM weir_source.accounts", "SELECT count(*) FROM weir_source.transactions",
      "SELECT weir.record_event('\(CaseStoreTests.id(1))', 'assigned')",
      "SELECT weir.record_case_event('\(CaseStoreTests.id(1))', 'assigned')",
      "SELECT weir.suppress('{}', 'r', 'o', '2026-03-01Z')", "SELECT weir.lift_suppression(1, 'r')",
      "INSERT INTO weir.analyst_events (alert_id, at, actor, event) VALUES ('\(CaseStoreTests.id(1))', '2026-02-01Z', 'x', 'assigned')",
      "INSERT INTO weir_bi.fact_case_alert (joined_at) VALUES (NULL)",
      "UPDATE weir_bi.fact_case_alert SET joined_because = ''",
      "DELETE FROM weir_bi.fact_case_alert", "UPDATE weir.alerts SET headline = ''",
      "DELETE FROM weir.alerts",
      "TRUNCATE weir.runs", "CREATE TABLE weir_bi.mine (x int)",
      "CREATE VIEW weir_bi.mine AS SELECT 1 AS one",
      "CREATE OR REPLACE VIEW weir_bi.dim_state AS SELECT 1 AS one", "DROP VIEW weir_bi.dim_state",
      "CREATE TABLE weir_sar.mine (x int)", "CREATE SCHEMA mine",
      "ALTER VIEW weir_bi.dim_state RENAME TO mine",
      "GRANT SELECT ON weir_bi.dim_state TO PUBLIC", "COMMENT ON VIEW weir_bi.dim_state IS ''",
      "SET ROLE weir_compliance",
      "SELECT pg_read_file('/etc/hostname')", "COPY weir_bi.dim_state TO '/tmp/x'",
    ]

  @Test func `the role is refused everything else it tries`() throws {
    #expect(Set(Self.refused).count >= 30)
    let database = try Self.database()
    let login = "weir_bi_login_\(ProcessInfo.processInfo.processIdentifier)"
    try database.run("CREATE ROLE \(login); GRANT weir_bi TO \(login); SET SESSION AUTHORIZATION \(login)")
    defer { try? database.run("RESET SESSION AUTHORIZATION; DROP ROLE \(login)") }
    #expect(database.refusal("SELECT count(*) FROM weir_bi.fact_alert") == nil)
    for sql in Self.refused {
      let refusal = database.refusal(sql)
      // GRANT without the right to is a warning to PostgreSQL when some right to the object is held.
      if sql.hasPrefix("GRANT") {
        let granted = try database.column(
          "SELECT count(*) FROM pg_class WHERE relname = 'dim_state' AND relacl::text LIKE '%,=r/%'")
        #expect(granted == ["0"], "\(sql)")
      } else {
        #expect(refusal?.kind == .refusedPermission, "\(sql): \(refusal.map { "\($0)" } ?? "carried out")")
      }
    }
  }

  @Test func `migrating again keeps the views as they are`() throws {
    let database = try TestDatabase.migrated()
    let columns = "SELECT count(*) FROM information_schema.columns WHERE table_schema = 'weir_bi'"
    let before = try database.column(columns)
    _ = try Migrations.apply(to: database.session, sourceSchema: "weir_source") {}
    #expect(try database.column(columns) == before)
  }

  // MARK: The page

  /// With WEIR_RECORD=1 the page is written instead.
  @Test func `docs/bi.md lists every view and column as the catalogue has them`() throws {
    let database = try TestDatabase.migrated()
    let file = repositoryRoot.appending(path: "docs/bi.md")
    let page = try String(contentsOf: file, encoding: .utf8)
    let heading = "\n## The views\n"
    let byHand = try #require(page.firstRange(of: heading), "docs/bi.md needs the line ## The views")
    let fresh = page[..<byHand.upperBound] + (try Self.generated(database))
    if ProcessInfo.processInfo.environment["WEIR_RECORD"] == "1" {
      try String(fresh).write(to: file, atomically: true, encoding: .utf8)
      return
    }
    #expect(
      page == String(fresh),
      "docs/bi.md is out of date: WEIR_RECORD=1 bin/test --filter BIViewsTests writes it")
  }

  private static func generated(_ database: TestDatabase) throws -> String {
    let columns = try database.session.execute(
      """
      SELECT c.relname, obj_description(c.oid), a.attname, format_type(a.atttypid, a.atttypmod),
        col_description(c.oid, a.attnum)
      FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid
      WHERE c.relnamespace = 'weir_bi'::regnamespace AND a.attnum > 0
      ORDER BY c.relname LIKE 'dim%', c.relname, a.attnum
      """)
    var text = ""
    for row in 0..<columns.count {
      let cells = columns[row].map { ($0 ?? "").replacing("|", with: "\\|") }
      if row == 0 || columns[row, 0] != columns[row - 1, 0] {
        text +=
          "\n### `\(cells[cells.startIndex])`\n\n\(cells[cells.startIndex + 1]).\n\n| column | type | is |\n|---|---|---|\n"
      }
      let type = cells[cells.startIndex + 3].replacing("timestamp with time zone", with: "timestamptz")
      text += "| `\(cells[cells.startIndex + 2])` | \(type) | \(cells[cells.startIndex + 4]) |\n"
    }
    return text
  }
}
