import Postgres
import TestSupport
import Testing
import Warehouse

/// Working alerts and cases: events, states, coming back, being kept quiet.
@Suite(.enabled(if: TestServer.uri != nil, Comment(rawValue: TestServer.reason)))
struct CaseWorkTests {
  private let one = CaseStoreTests.id(1)
  private let two = CaseStoreTests.id(2)
  private let caseID = "00000000-0000-8000-8000-0000000000c1"
  private let mergedID = "00000000-0000-8000-8000-0000000000c2"

  /// Two alerts in one case, the second of which had a case of its own before; one finished run.
  private func database() throws -> TestDatabase {
    let database = try TestDatabase.migrated()
    try database.run(
      CaseStoreTests.alert(1) + CaseStoreTests.alert(2, seen: 2) + """
        UPDATE weir.runs SET outcome = 'succeeded', finished_at = '2026-02-10Z';
        INSERT INTO weir.cases VALUES ('\(caseID)', 's1', 'medium', 5, 'h', 200, 2, '2026-02-01Z', '2026-02-02Z', 'USD',
          '\(one)', 2, '{path}', '2026-01-21Z');
        INSERT INTO weir.case_alerts VALUES ('\(caseID)', '\(one)', '\(caseID)', NULL, NULL, NULL),
          ('\(caseID)', '\(two)', '\(mergedID)', '2026-02-04Z', '\(caseID)', 'both lead to E');
        INSERT INTO weir.alert_ties VALUES ('\(two)', 'party', 'E', '2026-02-04Z', 1);
        """)
    return database
  }

  private func state(_ alert: String, _ database: TestDatabase) throws -> String {
    try database.column(
      "SELECT concat_ws(' ', state, assignee, disposition, asks_for_attention) FROM weir.alert_state "
        + "WHERE alert_id = '\(alert)'")[0]
  }

  @Test func `an alert goes from new to closed`() throws {
    let database = try database()
    #expect(try state(one, database) == "new t")
    try database.run("SELECT weir.record_event('\(one)', 'assigned', assignee => 'ann')")
    #expect(try state(one, database) == "assigned ann t")
    try database.run("SELECT weir.record_event('\(one)', 'in_review')")
    #expect(try state(one, database) == "in_review postgres t")
    try database.run("SELECT weir.record_event('\(one)', 'escalated', reason => 'two payees, one wallet')")
    #expect(try state(one, database) == "escalated postgres t")
    try database.run("SELECT weir.record_event('\(one)', 'closed', 'explained', 'a supplier')")
    #expect(try state(one, database) == "closed postgres explained f")
    try database.run("SELECT weir.record_event('\(one)', 'resurfaced', reason => 'the supplier is not one')")
    #expect(try state(one, database) == "resurfaced postgres t")
  }

  @Test(arguments: [
    "'closed', 'explained'", "'closed', 'explained', '  '", "'resurfaced'",
    "'in_review', assignee => 'ann'", "NULL",
  ])
  func `an event that does not say what it must is refused`(arguments: String) throws {
    let state = try database().refusal("SELECT weir.record_event('\(one)', \(arguments))")?.sqlState
    #expect(state == "23514" || state == "23502")
  }

  @Test func `an alert or case that is not there is named`() throws {
    let database = try database()
    let nobody = "00000000-0000-8000-8000-000000000099"
    for call in ["record_event('\(nobody)', 'assigned')", "record_case_event('\(nobody)', 'assigned')"] {
      let refusal = try #require(database.refusal("SELECT weir.\(call)"))
      #expect(refusal.sqlState == "23503")
      #expect(refusal.message.contains(nobody))
    }
  }

  @Test func `a whole case is worked at once, also by the id it had before it merged`() throws {
    let database = try database()
    #expect(
      try database.column("SELECT weir.record_case_event('\(caseID)', 'assigned', assignee => 'ann')") == [
        "2"
      ])
    #expect(
      try database.column("SELECT weir.record_case_event('\(mergedID)', 'closed', 'watch', 'small')") == ["2"]
    )
    #expect(
      try database.column("SELECT DISTINCT case_id FROM weir.analyst_events") == [caseID])
    #expect(
      try database.column(
        "SELECT concat_ws(' ', state, open_alerts, assignees, asks_for_attention) FROM weir.case_state")
        == ["closed 0 ann f"])
    #expect(try database.column("SELECT count(*) FROM weir.queue") == ["0"])
  }

  @Test func `a case is where its furthest open alert is, and waits in the queue until all are closed`()
    throws
  {
    let database = try database()
    let state = "SELECT s.state FROM weir.case_state AS s JOIN weir.queue USING (case_id)"
    #expect(try database.column(state) == ["new"])
    try database.run("SELECT weir.record_event('\(one)', 'in_review')")
    #expect(try database.column(state) == ["in_review"])
    try database.run("SELECT weir.record_event('\(two)', 'escalated', reason => 'r')")
    #expect(try database.column(state) == ["escalated"])
    try database.run("SELECT weir.record_event('\(two)', 'closed', 'referred', 'r')")
    #expect(try database.column(state) == ["in_review"])
    try database.run("SELECT weir.record_event('\(one)', 'closed', 'false_positive', 'r')")
    #expect(try database.column(state) == [])
  }

  /// What happens to a closed alert, how it was closed, and why it comes back.
  static let growth: [(change: String, disposition: String, because: String?)] = [
    ("amount = 124.99", "explained", nil),
    ("amount = 125", "explained", "amount grew from USD 100.00 to 125.00 since it was closed"),
    ("severity = 'high'", "false_positive", "severity rose from medium to high since it was closed"),
    ("severity = 'low'", "false_positive", nil),
    ("headline = 'other words'", "watch", nil),
  ]

  @Test(arguments: growth)
  func `a closed alert comes back when it has grown materially`(
    change: String, disposition: String, because: String?
  ) throws {
    let database = try database()
    try database.run("SELECT weir.record_event('\(one)', 'closed', '\(disposition)', 'r')")
    try database.run("UPDATE weir.alerts SET \(change) WHERE alert_id = '\(one)'")
    let reasons = "SELECT reason FROM weir.alert_events WHERE event = 'resurfaced'"
    #expect(try database.column(reasons) == [because].compactMap(\.self))
    #expect(try state(one, database).hasPrefix(because == nil ? "closed" : "resurfaced"))
    #expect(
      try database.column(
        "SELECT actor FROM weir.alert_events WHERE event = 'resurfaced' AND actor <> 'weir'"
      ).isEmpty)
  }

  @Test func `half as much evidence again brings an alert back, any at all one that was watched`() throws {
    let database = try database()
    let more = """
      INSERT INTO weir.alert_records VALUES ('\(one)', 'accounts', 'r', '2026-02-05Z', '', '2026-02-06Z'),
        ('\(two)', 'accounts', 'r', '2026-02-05Z', '', '2026-02-06Z');
      """
    // Five pieces of the first, two of the second.
    for number in 1...3 {
      try database.run(
        "INSERT INTO weir.alert_records VALUES ('\(one)', 'accounts', '\(number)', '2026-02-01Z', '', '2026-02-01Z')"
      )
    }
    try database.run("SELECT weir.record_event('\(one)', 'closed', 'explained', 'r')")
    try database.run("SELECT weir.record_event('\(two)', 'closed', 'explained', 'r')")
    try database.run(more)
    #expect(try state(one, database).hasPrefix("closed"))
    #expect(try state(two, database).hasPrefix("resurfaced"))
    let watched = try self.database()
    try watched.run("SELECT weir.record_event('\(one)', 'closed', 'watch', 'r')")
    try watched.run(more)
    #expect(try state(one, watched).hasPrefix("resurfaced"))
  }

  @Test func `what came back and was closed again stays closed, and the story is kept`() throws {
    let database = try database()
    try database.run("SELECT weir.record_event('\(one)', 'closed', 'explained', 'first')")
    try database.run("UPDATE weir.alerts SET amount = 500 WHERE alert_id = '\(one)'")
    try database.run("SELECT weir.record_event('\(one)', 'in_review')")
    #expect(try state(one, database).hasPrefix("in_review"))
    try database.run("SELECT weir.record_event('\(one)', 'closed', 'explained', 'second')")
    #expect(try state(one, database) == "closed postgres explained f")
    #expect(
      try database.column("SELECT event FROM weir.alert_events WHERE alert_id = '\(one)' ORDER BY at")
        == ["opened", "closed", "resurfaced", "in_review", "closed"])
  }

  private let suppress =
    "weir.suppress('{\"subject_id\": \"s1\"}', 'known supplier', 'compliance', '2026-03-01Z')"

  @Test func `a suppressed alert is there and asks for nothing, until the suppression ends`() throws {
    let database = try database()
    try database.run("SELECT \(suppress)")
    #expect(try state(one, database) == "new f")
    #expect(try state(two, database) == "new t")
    #expect(try AlertStore(session: database.session).countSuppressed([one, two]) == 1)
    #expect(try database.column("SELECT suppressed_alerts FROM weir.case_state") == ["1"])
    try database.run("UPDATE weir.runs SET as_of = '2026-03-01Z'")
    #expect(try state(one, database) == "new t")
    try database.run("UPDATE weir.runs SET as_of = '2026-02-28Z'")
    #expect(try state(one, database) == "new f")
    try database.run("SELECT weir.lift_suppression(1, 'it was not the supplier')")
    #expect(try state(one, database) == "new t")
    #expect(database.refusal("SELECT weir.lift_suppression(1, 'again')") != nil)
  }

  @Test(arguments: [
    ("{\"alert_id\": \"\(CaseStoreTests.id(1))\"}", 1), ("{\"tie\": \"E\"}", 1),
    ("{\"case_id\": \"00000000-0000-8000-8000-0000000000c2\"}", 2),
    ("{\"subject_id\": \"s1\", \"detector\": \"d\"}", 1),
    ("{\"subject_id\": \"s1\", \"detector\": \"e\"}", 0),
    ("{\"subject_id\": \"nobody\"}", 0),
  ])
  func `a scope is as wide as it says`(scope: String, alerts: Int) throws {
    let database = try database()
    try database.run("SELECT weir.suppress('\(scope)', 'r', 'o', '2026-03-01Z')")
    #expect(try database.column("SELECT count(*) FROM weir.suppressed_alerts") == ["\(alerts)"])
  }

  @Test(arguments: [
    "'{}', 'r', 'o', '2026-03-01Z'", "'{\"detector\": \"d\"}', 'r', 'o', '2026-03-01Z'",
    "'{\"subject_id\": \"s1\", \"name\": \"x\"}', 'r', 'o', '2026-03-01Z'",
    "'{\"subject_id\": 1}', 'r', 'o', '2026-03-01Z'", "'[]', 'r', 'o', '2026-03-01Z'",
    "'{\"subject_id\": \"s1\"}', '', 'o', '2026-03-01Z'",
    "'{\"subject_id\": \"s1\"}', 'r', NULL, '2026-03-01Z'",
    "'{\"subject_id\": \"s1\"}', 'r', 'o', '2026-02-10Z'",
    "'{\"subject_id\": \"s1\"}', 'r', 'o', '2027-03-01Z'",
    "'{\"subject_id\": \"s1\"}', 'r', 'o', NULL",
  ])
  func `a suppression without reason, owner, bounds or end is refused`(arguments: String) throws {
    #expect(try database().refusal("SELECT weir.suppress(\(arguments))")?.sqlState == "23514")
  }

  @Test(arguments: [
    "UPDATE weir.suppressions SET expires_at = '2030-01-01Z'", "UPDATE weir.suppressions SET reason = ''",
    "DELETE FROM weir.suppressions", "TRUNCATE weir.suppressions",
  ])
  func `a suppression is lifted or runs out, and is not altered`(sql: String) throws {
    let database = try database()
    try database.run("SELECT \(suppress)")
    #expect(database.refusal(sql)?.sqlState == "23001")
  }

  @Test func `who works alerts does not silence them: another pair of eyes does`() throws {
    let database = try database()
    try database.run("SET ROLE weir_analyst")
    #expect(database.refusal("SELECT \(suppress)")?.kind == .refusedPermission)
    #expect(database.refusal("SELECT weir.record_case_event('\(caseID)', 'assigned')") == nil)
    #expect(
      database.refusal("SELECT weir.write_event('\(one)', 'assigned', NULL, NULL, NULL, NULL, NULL)")?.kind
        == .refusedPermission)
    try database.run("SET ROLE weir_compliance")
    #expect(database.refusal("SELECT \(suppress)") == nil)
    #expect(database.refusal("SELECT weir.lift_suppression(1, 'r')") == nil)
    try database.run("SET ROLE weir_job")
    #expect(database.refusal("SELECT \(suppress)")?.kind == .refusedPermission)
    #expect(
      database.refusal("SELECT weir.record_case_event('\(caseID)', 'assigned')")?.kind == .refusedPermission)
  }
}
