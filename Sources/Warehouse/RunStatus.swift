package import Postgres

/// What the run log says, in words and figures as PostgreSQL writes them: for `weir status`.
package struct RunStatus {
  /// A row of the run log.
  package struct Run: Sendable {
    package let id: String
    package let asOf: String
    /// `killed` for a run that never finished and is not going on.
    package let outcome: String
    package let startedAt: String
    package let detectors: String
    /// Error or warnings.
    package let remarks: String
  }

  /// Active alerts of one detector and severity.
  package struct Count: Sendable {
    package let detector: String
    package let severity: String
    package let alerts: String
    /// How many of them ask for attention.
    package let waiting: String
    package let amount: String
  }

  /// Whether a run is going on now.
  package let isRunning: Bool
  /// Newest first.
  package let runs: [Run]
  package let counts: [Count]

  /// Reads the log. Throws ``PostgresError``.
  package init(_ session: Session, runs limit: Int) throws {
    isRunning = try session.execute(SQL.text("queries/run_lock_holder"))[0, 0] == "t"
    let isLocked = isRunning
    let rows = try session.execute(SQL.text("queries/recent_runs"), [String(limit)])
    runs = (0..<rows.count).map { row in
      func cell(_ column: Int) -> String { rows[row, column] ?? "" }
      return Run(
        id: cell(0), asOf: cell(1), outcome: cell(2) == "running" && !isLocked ? "killed" : cell(2),
        startedAt: cell(3), detectors: "\(cell(7)) ran, \(cell(8)) skipped, \(cell(9)) failed",
        remarks: cell(6))
    }
    let found = try session.execute(SQL.text("queries/alert_counts"))
    counts = (0..<found.count).map { row in
      func cell(_ column: Int) -> String { found[row, column] ?? "" }
      return Count(detector: cell(0), severity: cell(1), alerts: cell(2), waiting: cell(3), amount: cell(4))
    }
  }
}
