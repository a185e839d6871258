import Detection
import Ledger
import Postgres
import TestSupport
import Testing
import Warehouse

/// Who changed what runs judge by, what, when and why.
@Suite(.enabled(if: TestServer.uri != nil, Comment(rawValue: TestServer.reason)))
struct ParameterLogTests {
  private let database: TestDatabase
  private let log: ParameterLog

  init() throws {
    database = try TestDatabase.migrated()
    log = ParameterLog(session: database.session)
  }

  /// A run of its own that judges by the text, which is its own digest but for the line breaks.
  @discardableResult
  private func run(_ text: String, by: String? = nil, because reason: String? = nil) throws
    -> ParameterLog.Change?
  {
    let hash = text.split(separator: "\n").joined(separator: ", ")
    let id = try RunLog(session: database.session).begin(
      asOf: .february(11), since: nil, configHash: hash, version: "1.0", points: [], daysNotEvaluated: 0)
    return try log.record(
      .init(text: text, hash: hash, changedBy: by, reason: reason), of: [], run: id)
  }

  private func changes() throws -> [String] {
    try database.column(
      """
      SELECT concat_ws(' | ', run_id - first, config_hash, previous_hash, changed_by = session_user, reason,
        reason_run_id - first)
      FROM weir.parameter_changes, (SELECT min(run_id) - 1 AS first FROM weir.parameter_changes) AS runs ORDER BY change_id
      """)
  }

  @Test func `the first configuration is a change from nothing, and repeating it is none`() throws {
    #expect(try run("a = 1\n")?.settings == [])
    #expect(try run("a = 1\n") == nil)
    let found = try changes()
    #expect(found == ["1 | a = 1 | t"])
    #expect(
      try database.column(
        "SELECT config_hash FROM weir.parameter_sets WHERE first_run_id = (SELECT min(run_id) FROM weir.parameter_changes)"
      )
        == ["a = 1"])
  }

  @Test func `a change says which settings, from what, to what, by whom and why`() throws {
    try run("a = 1\nb = x = y\nd = 4\n")
    let change = try #require(try run("a = 2\nb = x = y\nc = 3\n", by: "ann", because: "too many alerts"))
    #expect(change.settings.map(\.description) == ["a from 1 to 2", "c is new: 3", "d is no more; it was 4"])
    #expect(!change.isReasonRepeated)
    #expect(
      try database.column(
        """
        SELECT concat_ws(': ', changed_by, reason, recorded_by = session_user) FROM weir.parameter_changes
        WHERE previous_hash IS NOT NULL
        """) == ["ann: too many alerts: t"])
    #expect(
      try database.column(
        "SELECT concat_ws(' ', setting, from_value, to_value) FROM weir.parameter_diffs ORDER BY setting")
        == ["a 1 2", "c 3", "d 4"])
  }

  @Test func `going back to an old configuration is a change as well`() throws {
    for text in ["a = 1\n", "a = 2\n", "a = 1\n"] { try run(text) }
    #expect(
      try database.column("SELECT from_value || to_value FROM weir.parameter_diffs ORDER BY change_id") == [
        "12", "21",
      ])
  }

  @Test func `a missing reason can be given later, once, and a repeated one is noticed`() throws {
    try run("a = 1\n", because: "the beginning")
    try run("a = 2\n")
    try run("a = 2\n", because: "less noise")
    try run("a = 2\n", because: "another story")
    #expect(
      try changes() == [
        "1 | a = 1 | t | the beginning | 1", "2 | a = 2 | a = 1 | t | less noise | 3",
      ])
    #expect(try run("a = 3\n", because: "less noise")?.isReasonRepeated == true)
  }

  @Test(arguments: [
    "UPDATE weir.parameter_changes SET reason = 'better'",
    "UPDATE weir.parameter_changes SET changed_by = 'bob'",
    "DELETE FROM weir.parameter_changes", "TRUNCATE weir.parameter_changes",
    "UPDATE weir.detector_parameter_sets SET parameters = ''", "DELETE FROM weir.detector_parameter_sets",
  ])
  func `nobody rewrites the log`(statement: String) throws {
    try run("a = 1\n", because: "the beginning")
    #expect(throws: PostgresError.self) { try database.run(statement) }
  }
}
