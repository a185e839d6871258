import Demo
import Ledger
import Logging
import Postgres
import Runs
import TestSupport
import Warehouse

/// A migrated copy of a small demo warehouse, and the ways to run Weir on it.
struct RunningWarehouse {
  let database: TestDatabase
  /// The end of everything in it.
  static let end = Instant(year: 2026, month: 6, day: 1)

  /// A small demo warehouse, loaded and migrated once a process and copied from then on.
  init() throws {
    let template = try TestDatabase.template("demo") { session in
      try Self.fill(session, with: DemoWarehouse.generate(accounts: 800))
    }
    database = try TestDatabase(template: template)
  }

  /// The same after one run at its end, made once a process.
  static func evaluated() throws -> RunningWarehouse {
    let template = try TestDatabase.template("demo evaluated") { session in
      try fill(session, with: DemoWarehouse.generate(accounts: 800))
      let name = try session.execute("SELECT current_database()")[0, 0] ?? ""
      _ = try Run(
        RunRequest(asOf: end), configuration: try configuration(TestDatabase.uri(name), [:]), version: "test",
        log: quiet)()
    }
    return RunningWarehouse(database: try TestDatabase(template: template))
  }

  private init(database: TestDatabase) { self.database = database }

  /// Any demo warehouse.
  init(_ demo: DemoWarehouse) throws {
    database = try TestDatabase()
    try Self.fill(database.session, with: demo)
  }

  private static func fill(_ session: Session, with demo: DemoWarehouse) throws {
    try demo.load(into: session) { _, _ in }
    _ = try Migrations.apply(to: session, sourceSchema: "weir_source") {
      _ = try ListStore(session: session).installStarterLists(on: end)
    }
  }

  func configuration(_ settings: [String: String] = [:]) throws -> Configuration {
    try Self.configuration(database.uri, settings)
  }

  private static func configuration(_ uri: String, _ settings: [String: String]) throws -> Configuration {
    try Configuration(
      layers: [
        (settings.merging(["connection": uri]) { given, _ in given }).sorted { $0.key < $1.key }
          .map { Configuration.Entry(key: $0.key, value: $0.value, origin: "test") }
      ])
  }

  /// One run, as `weir run` does it.
  @discardableResult
  func run(_ asOf: Instant, since: Instant? = nil, isDry: Bool = false, _ settings: [String: String] = [:])
    throws
    -> RunReport
  {
    try Run(
      RunRequest(asOf: asOf, since: since, isDry: isDry), configuration: try configuration(settings),
      version: "test", log: quiet)()
  }

  /// Every row of the alert tables as text, run ids and wall clocks aside, in a fixed order.
  func tables() throws -> [String] {
    try database.column(
      """
      SELECT line FROM (
        SELECT 'alert ' || (to_jsonb(a) - 'first_run_id' - 'last_run_id')::text AS line FROM weir.alerts a
        UNION ALL SELECT 'transaction ' || to_jsonb(t)::text FROM weir.alert_transactions t
        UNION ALL SELECT 'record ' || to_jsonb(r)::text FROM weir.alert_records r
        UNION ALL SELECT 'tie ' || to_jsonb(t)::text FROM weir.alert_ties t
        UNION ALL SELECT 'case ' || to_jsonb(c)::text FROM weir.cases c
        UNION ALL SELECT 'case alert ' || to_jsonb(c)::text FROM weir.case_alerts c
        UNION ALL SELECT 'near miss ' || to_jsonb(n)::text FROM weir.near_misses n
        UNION ALL SELECT 'event ' || to_jsonb(e)::text FROM weir.alert_events e
        UNION ALL SELECT 'reject ' || (to_jsonb(r) - 'first_run_id' - 'last_run_id')::text FROM weir.rejected_rows r
      ) AS lines ORDER BY line COLLATE "C"
      """)
  }
}

/// A logger nobody hears.
let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
