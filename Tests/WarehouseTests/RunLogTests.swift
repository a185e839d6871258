import Ledger
import Postgres
import TestSupport
import Testing
import Warehouse
import Window

@Suite(.enabled(if: TestServer.uri != nil, Comment(rawValue: TestServer.reason)))
struct RunLogTests {
  private func begin(_ log: RunLog, _ day: Int) throws -> String {
    try log.begin(
      asOf: .february(day), since: nil, configHash: "hash", version: "1.0",
      points: [.february(day - 1), .february(day)],
      daysNotEvaluated: 2)
  }

  private func read(_ database: TestDatabase, to: Instant) throws -> WindowReading {
    let session = database.session
    let (_, types, absent) = try ContractCheck(session: session, schema: "weir_source").structure()
    return try session.transaction(.snapshot) {
      try WindowReader(sessions: [session], schema: "weir_source", types: types, absent: absent)
        .read(from: .february(1), to: to, future: .february(28), currency: "USD") { _, _ in }
    }
  }

  @Test func `a run is there from its beginning and says how it ended`() throws {
    let database = try TestDatabase.migrated()
    let log = RunLog(session: database.session)
    let run = try begin(log, 12)
    #expect(try database.column("SELECT outcome FROM weir.runs WHERE run_id = \(run)") == ["running"])
    try log.finish(
      run, .partial, windowFrom: .february(1), lists: ["a 1", "b \"2\""], warnings: ["{w}"], error: "it's")
    let row = try database.session.execute(
      """
      SELECT outcome, as_of, window_from, list_versions, warnings, error, config_hash, binary_version,
        array_length(evaluated_points, 1), days_not_evaluated, finished_at >= started_at
      FROM weir.runs WHERE run_id = \(run)
      """)
    #expect(
      Array(row[0]) == [
        "partial", "2026-02-12 00:00:00+00", "2026-02-01 00:00:00+00", "{\"a 1\",\"b \\\"2\\\"\"}",
        "{\"{w}\"}", "it's",
        "hash", "1.0", "2", "2", "t",
      ])
  }

  @Test func `a finished run cannot be finished again`() throws {
    let database = try TestDatabase.migrated()
    let log = RunLog(session: database.session)
    let run = try begin(log, 12)
    try log.finish(run, .succeeded)
    try log.finish(run, .failed, error: "late")
    #expect(
      try database.column("SELECT outcome || coalesce(error, '') FROM weir.runs WHERE run_id = \(run)") == [
        "succeeded"
      ])
  }

  @Test func `the last succeeded as-of is the newest, not that of the last run`() throws {
    let database = try TestDatabase.migrated()
    let log = RunLog(session: database.session)
    #expect(try log.lastSucceeded() == nil)
    for (day, outcome) in [(12, RunOutcome.succeeded), (14, .failed), (11, .succeeded), (15, .partial)] {
      try log.finish(begin(log, day), outcome)
    }
    #expect(try log.lastSucceeded() == .february(12))
  }

  @Test func `runs that were killed are closed as failed, and only they`() throws {
    let database = try TestDatabase.migrated()
    let log = RunLog(session: database.session)
    let done = try begin(log, 11)
    try log.finish(done, .succeeded)
    let killed = try begin(log, 12)
    #expect(try log.closeKilled() == ["1", killed])
    #expect(try log.closeKilled() == [])
    #expect(
      try database.column(
        "SELECT outcome || ' ' || split_part(error, ':', 1) FROM weir.runs WHERE run_id = \(killed)")
        == ["failed killed"])
    #expect(try database.column("SELECT outcome FROM weir.runs WHERE run_id = \(done)") == ["succeeded"])
  }

  @Test func `the lock lets one session through, until it lets go or dies`() throws {
    let database = try TestDatabase.migrated()
    let log = RunLog(session: database.session)
    try log.lock()
    var holder: Session? = try database.connect()
    #expect(throws: WarehouseError.self) { try RunLog(session: #require(holder)).lock() }
    try log.unlock()
    try RunLog(session: #require(holder)).lock()
    #expect(throws: WarehouseError.self) { try log.lock() }
    holder = nil
    let gone =
      "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    while try database.column(gone) != ["0"] {}
    try log.lock()
  }

  @Test func `a lock in one database is no lock in another`() throws {
    let (one, other) = (try TestDatabase.migrated(), try TestDatabase.migrated())
    try RunLog(session: one.session).lock()
    try RunLog(session: other.session).lock()
  }

  @Test func `what was read is recorded by relation and day`() throws {
    let database = try TestDatabase.migrated()
    try database.run("INSERT INTO weir_source.accounts (account_id, role) VALUES ('z', 'thief')")
    let log = RunLog(session: database.session)
    let run = try begin(log, 10)
    let reading = try read(database, to: .february(10))
    #expect(try log.record(reading, run: run).values.allSatisfy { $0 == 0 })
    try log.record(reading.rejects, run: run)
    #expect(
      try database.column(
        "SELECT relation || ' ' || rows_read || ' ' || rows_rejected || ' ' || coalesce(amount_sum::text, '-') FROM weir.run_inputs WHERE run_id = \(run) ORDER BY 1"
      )
        == [
          "accounts 3 1 -", "authorisations 1 0 -", "endpoints 1 0 -", "fx_rates 1 0 -",
          "logins 1 0 -", "payment_detail_changes 1 0 -", "payout_requests 1 0 -", "platform_events 1 0 -",
          "transactions 2 0 200.500000",
        ])
    #expect(
      try database.column(
        "SELECT day || ' ' || rows_read FROM weir.run_input_days WHERE relation = 'transactions' ORDER BY 1")
        == ["2026-02-03 1", "2026-02-04 1"])
    #expect(
      try database.column("SELECT explanation FROM weir.rejected_rows") == [
        "accounts.role, row z: 'thief' is not a word of the contract"
      ])
  }

  @Test func `a row that is rejected again is one row, seen by its first and its last run`() throws {
    let database = try TestDatabase.migrated()
    let log = RunLog(session: database.session)
    let rejects = hostileTexts.map {
      Reject(relation: .transactions, recordID: $0, column: "kind", reason: .unknownWord, value: $0)
    }
    let runs = [try begin(log, 11), try begin(log, 12)]
    for run in runs { try log.record(rejects + rejects, run: run) }
    #expect(try database.column("SELECT count(*) FROM weir.rejected_rows") == ["\(hostileTexts.count)"])
    #expect(
      try database.column("SELECT DISTINCT first_run_id || ' ' || last_run_id FROM weir.rejected_rows") == [
        "\(runs[0]) \(runs[1])"
      ])
  }

  @Test func `rows that came late are counted, on days that had been read whole`() throws {
    let database = try TestDatabase.migrated()
    let log = RunLog(session: database.session)
    let first = try begin(log, 6)
    _ = try log.record(read(database, to: .february(6)), run: first)
    try log.finish(first, .succeeded, windowFrom: .february(1))
    try database.run(
      """
      INSERT INTO weir_source.transactions (transaction_id, booked_at, debtor_id, creditor_id, amount, currency)
      SELECT n::text || day, ('2026-02-0' || day)::timestamptz + interval '9 hours', '1', '2', 1, 'USD'
      FROM generate_series(100, 101) AS n, unnest(ARRAY[1, 3, 5, 6, 8]) AS day
      """)
    let second = try begin(log, 10)
    let late = try log.record(read(database, to: .february(10)), run: second)
    // The 1st was read only from the window's beginning and the 8th not at all; the 6th is after the as-of.
    #expect(late[.transactions] == 4)
    #expect(late[.payoutRequests] == 0)
    #expect(
      try database.column(
        "SELECT rows_late FROM weir.run_inputs WHERE run_id = \(second) AND relation = 'transactions'") == [
          "4"
        ])
  }

  @Test func `what detectors did is recorded, seconds exact`() throws {
    let database = try TestDatabase.migrated()
    let log = RunLog(session: database.session)
    let run = try begin(log, 11)
    try log.record(
      DetectorLog(detector: "d", version: 2, outcome: .ran, findings: 3, capsHit: 1, milliseconds: 1234),
      run: run)
    try log.record(DetectorLog(detector: "e", version: 1, outcome: .skipped, reason: "no logins"), run: run)
    #expect(
      try database.column(
        "SELECT detector || ' ' || outcome || ' ' || coalesce(reason, '-') || ' ' || findings || ' ' || seconds FROM weir.run_detectors ORDER BY 1"
      )
        == ["d ran - 3 1.234", "e skipped no logins 0 0.000"])
  }

  @Test func `the clock is the warehouse's`() throws {
    let database = try TestDatabase.migrated()
    let clock = try RunLog(session: database.session).clock()
    let after = try database.column("SELECT clock_timestamp()")
    #expect(try clock <= Instant(after[0]) && clock > Instant(year: 2020, month: 1, day: 1))
  }
}
