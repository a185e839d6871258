import Ledger
import Postgres
import TestSupport
import Testing
import Warehouse

/// Ways to break what a run rests on: the exit code of design §9, the place named, no crash, the good rows used.
@Suite(.enabled(if: TestServer.uri != nil, Comment(rawValue: TestServer.reason)))
struct ExitCodeTests {
  /// A way to break the contract.
  struct Break: CustomTestStringConvertible, Sendable {
    let name: String
    let sql: String
    /// Exit code of `weir check` and of `weir run`.
    let check: Int32
    let run: Int32
    /// What both must name.
    let place: String

    var testDescription: String { name }

    init(_ name: String, _ sql: String, check: Int32 = 65, run: Int32, place: String) {
      self.name = name
      self.sql = sql
      self.check = check
      self.run = run
      self.place = place
    }

    /// One broken row among hundreds of good ones: a fault for check, a counted reject for run.
    static func row(_ name: String, _ values: String, column: String) -> Break {
      Break(
        name, "INSERT INTO weir_source.transactions VALUES (\(values))", run: 0,
        place: "weir_source.transactions.\(column)")
    }
  }

  static let breaks: [Break] = [
    Break("no schema", "DROP SCHEMA weir_source CASCADE", run: 65, place: "weir_source"),
    Break("no accounts", "DROP TABLE weir_source.accounts", run: 65, place: "weir_source.accounts"),
    Break(
      "no transactions", "DROP TABLE weir_source.transactions", run: 65, place: "weir_source.transactions"),
    Break(
      "no column", "ALTER TABLE weir_source.transactions DROP COLUMN currency", run: 65,
      place: "weir_source.transactions.currency"),
    Break(
      "amount as text", "ALTER TABLE weir_source.transactions ALTER amount TYPE text", run: 65,
      place: "weir_source.transactions.amount"),
    Break(
      "amount in floating point", "ALTER TABLE weir_source.transactions ALTER amount TYPE double precision",
      run: 65,
      place: "weir_source.transactions.amount"),
    Break(
      "time without zone", "ALTER TABLE weir_source.transactions ALTER booked_at TYPE timestamp", run: 65,
      place: "weir_source.transactions.booked_at"),
    Break(
      "optional relation without a column",
      "CREATE TABLE weir_source.payout_requests (request_id text, account_id text, requested_at timestamptz)",
      run: 65,
      place: "weir_source.payout_requests.message"),
    .row("null key", "NULL, '2026-02-01', 'A', 'B', 1, 'USD'", column: "transaction_id"),
    .row("null time", "'x', NULL, 'A', 'B', 1, 'USD'", column: "booked_at"),
    .row("null debtor", "'x', '2026-02-01', NULL, 'B', 1, 'USD'", column: "debtor_id"),
    .row("null amount", "'x', '2026-02-01', 'A', 'B', NULL, 'USD'", column: "amount"),
    .row("null currency", "'x', '2026-02-01', 'A', 'B', 1, NULL", column: "currency"),
    .row("not a number", "'x', '2026-02-01', 'A', 'B', 'NaN', 'USD'", column: "amount"),
    .row("negative", "'x', '2026-02-01', 'A', 'B', -5, 'USD'", column: "amount"),
    .row("zero", "'x', '2026-02-01', 'A', 'B', 0, 'USD'", column: "amount"),
    .row("future", "'x', '2999-01-01', 'A', 'B', 1, 'USD'", column: "booked_at"),
    .row("unknown debtor", "'x', '2026-02-01', 'nobody', 'B', 1, 'USD'", column: "debtor_id"),
    .row("unknown creditor", "'x', '2026-02-01', 'A', 'nobody', 1, 'USD'", column: "creditor_id"),
    .row("unknown currency", "'x', '2026-02-01', 'A', 'B', 1, 'XTS'", column: "currency"),
    .row("duplicate id", "'t1', '2026-02-01', 'A', 'B', 1, 'USD'", column: "transaction_id"),
    .row("unknown kind", "'x', '2026-02-01', 'A', 'B', 1, 'USD', 'gift'", column: "kind"),
  ]

  @Test(arguments: breaks) func `broken, it says where`(broken: Break) throws {
    let database = try Self.database()
    try database.run(broken.sql)
    let environment = ["WEIR_CONNECTION": database.uri]
    let check = try WeirProcess(["check"], environment: environment)
    #expect(check.status == broken.check, "\(check.output) \(check.errors)")
    #expect(check.output.contains(broken.place), "\(check.output)")
    let run = try WeirProcess(["run", "--as-of", "2026-03-01"], environment: environment)
    #expect(run.status == broken.run, "\(run.errors)")
    if broken.run == 0 {
      let place = try database.column("SELECT relation || '.' || column_name FROM weir.rejected_rows")
      #expect(place.map { "weir_source.\($0)" } == [broken.place])
      #expect(
        try database.column(
          "SELECT rows_read - rows_rejected FROM weir.run_inputs WHERE relation = 'transactions'") == ["400"])
    } else {
      #expect(run.errors.contains(broken.place), "\(run.errors)")
    }
  }

  @Test func `whole and empty warehouses pass`() throws {
    let database = try Self.database()
    let environment = ["WEIR_CONNECTION": database.uri]
    #expect(try WeirProcess(["check"], environment: environment).status == 0)
    #expect(try WeirProcess(["run", "--as-of", "2026-03-01"], environment: environment).status == 0)
    try database.run("TRUNCATE weir_source.transactions, weir_source.endpoints, weir_source.accounts")
    #expect(try WeirProcess(["check"], environment: environment).status == 0)
    let run = try WeirProcess(["run", "--as-of", "2026-03-02"], environment: environment)
    #expect(run.status == 0)
    #expect(run.errors.contains("no transactions in the window"))
  }

  @Test func `no server is 69, no rights 77, not migrated 65, bad usage 64`() throws {
    let none = ["WEIR_CONNECTION": "host=/nonexistent"]
    for verb in ["run", "check", "migrate", "status", "trace"] {
      #expect(try WeirProcess([verb], environment: none).status == 69)
    }
    let database = try Self.database()
    try database.run("CREATE ROLE \(database.name) LOGIN")
    let stranger = ["WEIR_CONNECTION": database.uri.replacing("user=postgres", with: "user=\(database.name)")]
    #expect(try WeirProcess(["run"], environment: stranger).status == 77)
    let check = try WeirProcess(["check"], environment: stranger)
    #expect(check.status == 77)
    #expect(check.output.contains("GRANT"))
    try database.run("DROP ROLE \(database.name)")
    let empty = try TestDatabase()
    let bare = ["WEIR_CONNECTION": empty.uri]
    let run = try WeirProcess(["run"], environment: bare)
    #expect(run.status == 65)
    #expect(run.errors.contains("weir migrate"))
    #expect(try WeirProcess(["run", "--as-of", "yesterday"], environment: bare).status == 64)
    #expect(try WeirProcess(["fly"], environment: bare).status == 64)
    #expect(try WeirProcess(["run", "--config", "/nonexistent"], environment: bare).status == 65)
    #expect(try WeirProcess(["lists", "import", "csv", "/nonexistent"], environment: bare).status == 74)
    let typo = try WeirProcess(["run"], environment: ["WEIR_SORCE_SCHEMA": "x"])
    #expect(typo.status == 65)
    #expect(typo.errors.contains("WEIR_SORCE_SCHEMA"))
    #expect(
      try WeirProcess(["contract"], environment: ["WEIR_HOME": "/"]).status == 0, "somebody else's variable")
    #expect(
      try WeirProcess(["trace", "--account", "nobody"], environment: ["WEIR_CONNECTION": database.uri]).status
        == 64)
  }

  @Test func `help is on standard output, and says every verb`() throws {
    let help = try WeirProcess(["--help"], environment: [:])
    #expect(help.status == 0)
    for verb in [
      "run", "check", "contract", "migrate", "lists", "detectors", "trace", "explain", "case-file",
      "sar", "status", "demo",
    ] {
      #expect(help.output.contains(verb))
    }
  }

  /// A migrated database with a contract of three tables and 400 honest transactions.
  static func database() throws -> TestDatabase {
    let template = try TestDatabase.template("contract") { session in
      try session.script(
        """
        CREATE SCHEMA weir_source;
        CREATE TABLE weir_source.accounts (account_id text, holder_type text, role text, holder_name text, country text,
          status text, opened_at timestamptz, verified_at timestamptz, closed_at timestamptz, email text, phone text);
        CREATE TABLE weir_source.endpoints (endpoint_id text, kind text, account_id text, holder_name text,
          institution_name text, bic text, clearing_code text, account_number text, card_prefix text, country text,
          network text, address text, added_at timestamptz);
        CREATE TABLE weir_source.transactions (transaction_id text, booked_at timestamptz, debtor_id text, creditor_id text,
          amount numeric, currency text, kind text, status text, reference text, authorisation_id text, initiated_by text);
        INSERT INTO weir_source.accounts (account_id) VALUES ('A'), ('B');
        INSERT INTO weir_source.transactions (transaction_id, booked_at, debtor_id, creditor_id, amount, currency)
          SELECT 't' || n, '2026-01-01'::timestamptz + n * interval '2 hours', 'A', 'B', n, 'USD'
          FROM generate_series(1, 400) AS n;
        """)
      _ = try Migrations.apply(to: session, sourceSchema: "weir_source") {}
    }
    return try TestDatabase(template: template)
  }
}
