package import Alerts
import Detection
package import Ledger
package import Logging
import Postgres
package import Warehouse
import Window

/// What one run is asked to do.
package struct RunRequest: Sendable {
  /// The run's now; nil for the warehouse's clock.
  package var asOf: Instant?
  /// Start of a backfill.
  package var since: Instant?
  /// Whether to read and judge, and write nothing at all.
  package var isDry: Bool
  /// Why the parameters are other ones than in the run before; nil for what the configuration says.
  package var reason: String?
  /// Exactly these points, ascending, whatever was evaluated before: those of a past run.
  package var points: [Instant]?

  package init(
    asOf: Instant? = nil, since: Instant? = nil, isDry: Bool = false, reason: String? = nil,
    points: [Instant]? = nil
  ) {
    self.asOf = asOf
    self.since = since
    self.isDry = isDry
    self.reason = reason
    self.points = points
  }
}

/// What came of a run.
package struct RunReport: Sendable {
  /// Empty for a dry run.
  package var runID = ""
  package var outcome = RunOutcome.succeeded
  package var points: [Instant] = []
  package var daysNotEvaluated = 0
  /// The alerts met, as merged, in catalogue order.
  package var alerts: [Alert] = []
  /// What this run's points alone say of them, in catalogue order.
  package var met: [SeenAlert] = []
  /// Schemes that one condition kept from being alerts.
  package var misses: [NearMiss] = []
  /// Alerts the tables did not have before.
  package var opened = 0
  /// Alerts the tables had and that have changed.
  package var grown = 0
  /// Alerts met that people have suppressed: written and growing like any other, but not asking for attention.
  package var suppressed = 0
  package var detectors: [DetectorLog] = []
  package var inputs: [InputCount] = []
  package var warnings: [String] = []
  /// What is set otherwise than in the run before, a clause each.
  package var changedSettings: [String] = []
}

/// What a run by itself saw of a scheme.
package struct SeenAlert: Sendable {
  package let alert: MetAlert
  private let seen: StoredAlert

  /// Throws ``LedgerError/overflow(_:)``. O(rows).
  init(_ seen: StoredAlert, declaring signals: [Signal]) throws {
    alert = try MetAlert(seen, declaring: signals)
    self.seen = seen
  }

  /// Its evidence, as `role id` or `relation id`. O(rows).
  package var evidence: Set<String> {
    Set(
      seen.transactions.values.map { "\($0.evidence.role.rawValue) \($0.evidence.transactionID)" }
        + seen.records.values.map { "\($0.evidence.relation.rawValue) \($0.evidence.recordID)" })
  }
}

/// What a run is doing, for a progress line.
package enum RunStage: Sendable {
  case reading(Relation, rows: Int)
  case evaluating(detector: String, point: Int, of: Int)
  case writing(alerts: Int)
}

/// One run from start to end: the only place that knows every part.
///
/// The log's `running` row is committed first; then one snapshot is read, and all the rest is computed from it; then one
/// transaction writes everything and closes the log. Killed at any moment, it leaves all of a run or none of it.
package final class Run {
  let configuration: Configuration
  let request: RunRequest
  let version: String
  let log: Logger
  let progress: (RunStage) -> Void
  let detectors: [any Detector]

  var report = RunReport()
  var reading: WindowReading?

  package init(
    _ request: RunRequest, configuration: Configuration, version: String, log: Logger,
    progress: @escaping (RunStage) -> Void = { _ in }
  ) {
    self.request = request
    self.configuration = configuration
    self.version = version
    self.log = log
    self.progress = progress
    detectors = configuration.activeDetectors
  }

  /// Runs. Throws ``WarehouseError``, ``PostgresError`` and ``LedgerError``; the log then says `failed` and why, as far as
  /// the warehouse can still be reached. A lost connection is taken up again as long as nothing was written.
  package func callAsFunction() throws -> RunReport {
    do {
      try withReconnect(
        attempts: 3, pause: .seconds(1), log: { self.log.warning("\($0)") },
        connect: { try Session(to: self.configuration, log: self.log) }, body: attempt)
    } catch {
      if !report.runID.isEmpty { markFailed(because: error) }
      throw error
    }
    return report
  }

  private func attempt(_ session: Session) throws {
    Interrupts.watch(session.canceller)
    defer { Interrupts.watch(nil) }
    try Migrations.verify(session)
    let runLog = RunLog(session: session)
    if !request.isDry { try runLog.lock() }
    // Let go at once: the server notices a closed session a moment later, and the next run may come sooner.
    defer { if !request.isDry { try? runLog.unlock() } }
    let clock = try runLog.clock()
    try begin(runLog, clock: clock)
    var input = try read(session, clock: clock)
    let judgements = Judgements(
      of: detectors, input.reading.window, points: report.points,
      listVersions: input.lists.versions.map(\.label))
    defer { judgements.stop() }
    if request.isDry {
      return try merge(judgements, input.reading.window, store: AlertStore(session: session))
    }
    // Catching up may take long, and would hold a transaction open for as long.
    if report.points.count > 1 { judgements.wait() }
    try write(judgements, of: &input.reading, lists: input.lists, session: session)
  }

  private func begin(_ runLog: RunLog, clock: Instant) throws {
    report.warnings = []
    if let points = request.points {
      report.points = points
      return
    }
    let asOf = request.asOf ?? report.points.last ?? clock
    let plan = EvaluationPoints(
      asOf: asOf, lastSucceeded: try runLog.lastSucceeded(), since: request.since,
      catchUpDays: configuration.catchUpDays)
    report.points = plan.instants
    report.daysNotEvaluated = plan.daysNotEvaluated
    if plan.daysNotEvaluated > 0 {
      warn(
        "\(plan.daysNotEvaluated) missed days lie more than \(configuration.catchUpDays) days back and were not "
          + "evaluated; weir run --since evaluates them")
    }
    if request.isDry || !report.runID.isEmpty { return }
    for killed in try runLog.closeKilled() {
      log.warning("run \(killed) never finished: it was killed; this run catches up with what it missed")
    }
    report.runID = try runLog.begin(
      asOf: asOf, since: request.since, configHash: configuration.digest, version: version,
      points: plan.instants,
      daysNotEvaluated: plan.daysNotEvaluated)
  }

  /// Says a thing in the run log and in the log.
  func warn(_ sentence: String) {
    report.warnings.append(sentence)
    log.warning("\(sentence)")
  }

  /// Leaves the reason in the run log, on a session of its own: the one that failed may be gone.
  private func markFailed(because error: any Error) {
    report.outcome = .failed
    do {
      let session = try Session(to: configuration, log: log)
      let runLog = RunLog(session: session)
      try runLog.finish(report.runID, .failed, warnings: report.warnings, error: "\(error)")
      guard let reading else { return }
      try session.transaction(.readWrite) {
        _ = try runLog.record(reading, run: report.runID)
        try runLog.record(reading.rejects, run: report.runID)
      }
    } catch {
      log.error(
        "the log of run \(report.runID) is not complete: \(error); if it says running, the next run marks it as killed"
      )
    }
  }
}
