package import Alerts
package import Detection
package import Ledger
package import Postgres
package import Window

/// How a run ended. Raw values are `runs.outcome`.
package enum RunOutcome: String, Sendable { case running, succeeded, partial, failed }

/// What one detector did in a run.
package struct DetectorLog: Sendable {
  package enum Outcome: String, Sendable { case ran, skipped, failed }

  package var detector: String
  package var version: Int
  package var maturity: Maturity
  /// Digest of the parameters it judged by.
  package var parameterDigest: String
  package var outcome: Outcome
  /// Why it was skipped or failed.
  package var reason: String?
  package var findings: Int
  package var capsHit: Int
  /// Wall time in milliseconds: the only figure of a run that is not a function of the data.
  package var milliseconds: Int64

  package init(
    detector: String, version: Int, maturity: Maturity = .active, parameterDigest: String = "",
    outcome: Outcome, reason: String? = nil, findings: Int = 0, capsHit: Int = 0, milliseconds: Int64 = 0
  ) {
    self.detector = detector
    self.version = version
    self.maturity = maturity
    self.parameterDigest = parameterDigest
    self.outcome = outcome
    self.reason = reason
    self.findings = findings
    self.capsHit = capsHit
    self.milliseconds = milliseconds
  }
}

/// The tables that say what ran, when, on what, and how it ended.
package struct RunLog {
  let session: Session

  package init(session: Session) { self.session = session }

  /// Takes the lock that lets one run at a time through; it goes with the session. Throws ``WarehouseError/locked``.
  package func lock() throws {
    guard try session.execute(SQL.text("queries/lock_run"))[0, 0] == "t" else { throw WarehouseError.locked }
  }

  package func unlock() throws { _ = try session.execute(SQL.text("queries/unlock_run")) }

  /// The warehouse's clock.
  package func clock() throws -> Instant {
    try Instant(timestamp: session.execute(SQL.text("queries/clock"))[0, 0] ?? "")
  }

  /// The newest as-of of a succeeded run, or nil before the first.
  package func lastSucceeded() throws -> Instant? {
    try session.execute(SQL.text("queries/last_succeeded_run"))[0, 0].map { try Instant(timestamp: $0) }
  }

  /// Marks runs that never finished as killed; only whoever holds the lock may. Returns their ids.
  package func closeKilled() throws -> [String] {
    let rows = try session.execute(SQL.text("queries/close_killed_runs"))
    return (0..<rows.count).compactMap { rows[$0, 0] }
  }

  /// Opens the log and commits it, before anything is read. Returns the run's id.
  package func begin(
    asOf: Instant, since: Instant?, configHash: String, version: String, points: [Instant],
    daysNotEvaluated: Int
  ) throws -> String {
    let row = try session.execute(
      SQL.text("queries/begin_run"),
      [
        asOf.description, since?.description, configHash, version, textArray(points.map(\.description)),
        String(daysNotEvaluated),
      ])
    return row[0, 0] ?? ""
  }

  /// Closes the log of a run.
  package func finish(
    _ run: String, _ outcome: RunOutcome, windowFrom: Instant? = nil, lists: [String] = [],
    warnings: [String] = [],
    error: String? = nil
  ) throws {
    _ = try session.execute(
      SQL.text("queries/finish_run"),
      [run, outcome.rawValue, windowFrom?.description, textArray(lists), textArray(warnings), error])
  }

  /// Writes what was read, day by day, and how much of it came late. Returns late rows by relation.
  package func record(_ reading: WindowReading, run: String) throws -> [Relation: Int] {
    var late: [Relation: Int] = [:]
    for input in reading.inputs {
      let days = input.days.sorted { $0.key < $1.key }
      let dates = textArray(days.map { Instant(micros: $0.key * Instant.microsPerDay).date })
      let counts = textArray(days.map { String($0.value) })
      let lateRows = try session.execute(
        SQL.text("queries/late_rows"), [input.relation.rawValue, dates, counts])[0, 0]
      late[input.relation] = lateRows.flatMap { Int($0) } ?? 0
      let amount =
        input.relation == .transactions
        ? ExactDecimal(mantissa: reading.amountSum, scale: 6).description : nil
      _ = try session.execute(
        SQL.text("queries/record_input"),
        [
          run, input.relation.rawValue, String(input.rows), amount, String(input.rejected), lateRows ?? "0",
          input.newestAt?.description,
        ])
      _ = try session.execute(
        SQL.text("queries/record_input_days"), [run, input.relation.rawValue, dates, counts])
    }
    return late
  }

  /// Keeps the rows that could not be used.
  package func record(_ rejects: [Reject], run: String) throws {
    if rejects.isEmpty { return }
    _ = try session.execute(
      SQL.text("queries/reject_rows"),
      [
        run, textArray(rejects.map(\.relation.rawValue)), textArray(rejects.map(\.recordID)),
        textArray(rejects.map(\.column)), textArray(rejects.map(\.reason.rawValue)),
        textArray(rejects.map(\.value)),
        textArray(rejects.map(\.sentence)),
      ])
  }

  /// Keeps what the run by itself made of the schemes it met; their alerts must be written.
  package func record(_ met: [MetAlert], run: String) throws {
    if met.isEmpty { return }
    _ = try session.execute(
      SQL.text("queries/record_run_alerts"),
      with: [
        .text(run), .uuids(met.map(\.key.alertID)), .texts(met.map(\.severity.rawValue)),
        .integers(met.map(\.score)), .amounts(met.map(\.amount)),
        .texts(met.map { $0.reasonCodes.joined(separator: " ") }),
        .integers(met.map(\.transactionCount)), .integers(met.map(\.recordCount)),
      ])
  }

  package func record(_ log: DetectorLog, run: String) throws {
    _ = try session.execute(
      SQL.text("queries/record_detector"),
      [
        run, log.detector, String(log.version), log.outcome.rawValue, log.reason, String(log.findings),
        String(log.capsHit), ExactDecimal(mantissa: Int128(log.milliseconds), scale: 3).description,
        log.maturity.rawValue, log.parameterDigest,
      ])
  }
}

extension Instant {
  /// Reads a timestamptz as this program's sessions receive it: ISO, in UTC, `2026-03-01 09:10:00.5+00`.
  package init(timestamp text: String) throws { try self.init(text) }
}
