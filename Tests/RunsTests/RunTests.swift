import Ledger
import Postgres
import Runs
import TestSupport
import Testing
import Warehouse

/// What a run does besides finding things.
@Suite(.enabled(if: TestServer.uri != nil, Comment(rawValue: TestServer.reason)))
struct RunTests {
  @Test func `the log says what was read, what ran and how it ended`() throws {
    let warehouse = try RunningWarehouse()
    let report = try warehouse.run(RunningWarehouse.end)
    #expect(report.outcome == .succeeded)
    #expect(try warehouse.database.column("SELECT outcome FROM weir.runs") == ["succeeded"])
    let read = try warehouse.database.column(
      "SELECT rows_read FROM weir.run_inputs WHERE relation = 'accounts'")
    #expect(read == (try warehouse.database.column("SELECT count(*) FROM weir_source.accounts")))
    #expect(
      try warehouse.database.column(
        "SELECT count(*) FROM weir.run_detectors WHERE outcome NOT IN ('ran', 'skipped')") == ["0"])
    #expect(try warehouse.database.column("SELECT cardinality(list_versions) > 0 FROM weir.runs") == ["t"])
  }

  @Test func `a run says what it opened, and a second one that nothing is new`() throws {
    let warehouse = try RunningWarehouse()
    let first = try warehouse.run(RunningWarehouse.end)
    #expect(first.opened == first.alerts.count)
    #expect(first.opened > 0)
    let second = try warehouse.run(RunningWarehouse.end)
    #expect((second.alerts.count, second.opened, second.grown) == (first.alerts.count, 0, 0))
  }

  @Test func `totals in the alert tables agree`() throws {
    let warehouse = try RunningWarehouse()
    try warehouse.run(RunningWarehouse.end, since: RunningWarehouse.end - .days(40))
    let wrong = try warehouse.database.column(
      """
      SELECT alert_id FROM weir.alerts
      LEFT JOIN weir.alert_transactions USING (alert_id)
      GROUP BY alert_id, alerts.amount, alerts.transaction_count
      HAVING alerts.amount <> coalesce(sum(alert_transactions.amount) FILTER (WHERE counts), 0)
        OR alerts.transaction_count <> count(DISTINCT transaction_id)
      """)
    #expect(wrong.isEmpty)
  }

  @Test func `a second run is refused while one holds the lock, and leaves no trace`() throws {
    let warehouse = try RunningWarehouse()
    let other = try warehouse.database.connect()
    try RunLog(session: other).lock()
    #expect(throws: WarehouseError.self) { try warehouse.run(RunningWarehouse.end) }
    #expect(try warehouse.database.column("SELECT count(*) FROM weir.runs") == ["0"])
    try RunLog(session: other).unlock()
    try warehouse.run(RunningWarehouse.end)
  }

  @Test func `a detector whose relation is absent is skipped, and says so`() throws {
    let warehouse = try RunningWarehouse()
    try warehouse.database.run("DROP VIEW weir_source.payment_detail_changes")
    let report = try warehouse.run(RunningWarehouse.end)
    #expect(report.outcome == .succeeded)
    let reason = try warehouse.database.column(
      "SELECT outcome || ': ' || reason FROM weir.run_detectors WHERE detector = 'payment-detail-churn'")
    #expect(reason == ["skipped: relation absent: payment_detail_changes"])
  }

  @Test func `a detector that fails does not take the others with it`() throws {
    let warehouse = try RunningWarehouse()
    // Amounts that each fit and whose sum does not: the detectors that add them up fail, exactly.
    try warehouse.database.run(
      """
      CREATE TABLE huge AS SELECT * FROM weir_source.transactions;
      DROP VIEW weir_source.transactions;
      UPDATE huge SET amount = 9000000000000, currency = 'USD' WHERE kind = 'charge';
      CREATE VIEW weir_source.transactions AS SELECT * FROM huge;
      """)
    let report = try warehouse.run(
      RunningWarehouse.end, ["detectors.installment-charges.largest_charge": "9223372036854.0"])
    #expect(report.outcome == .partial)
    #expect(try warehouse.database.column("SELECT outcome FROM weir.runs") == ["partial"])
    let failed = try warehouse.database.column(
      "SELECT detector FROM weir.run_detectors WHERE outcome = 'failed'")
    #expect(failed == ["installment-charges"])
    #expect(try warehouse.database.column("SELECT count(*) > 0 FROM weir.alerts") == ["t"])
  }

  @Test func `late rows are counted and judged by the next run`() throws {
    let warehouse = try RunningWarehouse()
    try warehouse.run(RunningWarehouse.end - .days(1))
    try warehouse.database.run(
      """
      CREATE TABLE kept AS SELECT * FROM weir_source.transactions;
      DROP VIEW weir_source.transactions;
      CREATE VIEW weir_source.transactions AS SELECT * FROM kept;
      INSERT INTO kept SELECT -transaction_id, booked_at, debtor_id, creditor_id, amount, currency, kind, status,
        reference, authorisation_id, initiated_by FROM kept
      WHERE booked_at >= '2026-05-10' AND booked_at < '2026-05-11' ORDER BY booked_at LIMIT 3;
      """)
    try warehouse.run(RunningWarehouse.end)
    let late = try warehouse.database.column(
      "SELECT rows_late FROM weir.run_inputs WHERE relation = 'transactions' ORDER BY run_id")
    #expect(late == ["0", "3"])
  }

  @Test func `too many broken rows fail the run, and are kept all the same`() throws {
    let warehouse = try RunningWarehouse()
    try warehouse.database.run(
      """
      CREATE TABLE kept AS SELECT * FROM weir_source.transactions;
      DROP VIEW weir_source.transactions;
      UPDATE kept SET amount = -amount WHERE kind = 'fee' OR kind = 'charge';
      CREATE VIEW weir_source.transactions AS SELECT * FROM kept;
      """)
    #expect(throws: WarehouseError.self) { try warehouse.run(RunningWarehouse.end) }
    #expect(try warehouse.database.column("SELECT outcome FROM weir.runs") == ["failed"])
    #expect(try warehouse.database.column("SELECT count(*) > 0 FROM weir.rejected_rows") == ["t"])
    #expect(
      try warehouse.database.column("SELECT DISTINCT reason FROM weir.rejected_rows") == [
        "amount_not_positive"
      ])
  }

  @Test func `a lost connection is taken up again before anything was written`() throws {
    let warehouse = try RunningWarehouse()
    let killer = try warehouse.database.connect()
    var kills = 0
    let run = Run(
      RunRequest(asOf: RunningWarehouse.end), configuration: try warehouse.configuration(), version: "test",
      log: quiet,
      progress: { stage in
        guard case .reading(.transactions, _) = stage, kills == 0 else { return }
        kills += 1
        _ = try? killer.execute(
          """
          SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND application_name = 'weir' AND pid <> pg_backend_pid()
          """)
      })
    #expect(try run().outcome == .succeeded)
    #expect(kills == 1)
    #expect(try warehouse.database.column("SELECT outcome FROM weir.runs") == ["succeeded"])
  }
}
