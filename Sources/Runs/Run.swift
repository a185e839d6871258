package import Alerts
import Crypto
package import Detection
import Detectors
package import Ledger
import Lists
package import Logging
package import Postgres
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

  package init(asOf: Instant? = nil, since: Instant? = nil, isDry: Bool = false) {
    self.asOf = asOf
    self.since = since
    self.isDry = isDry
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
  package var counts: [PointCount] = []
  package var detectors: [DetectorLog] = []
  package var inputs: [InputCount] = []
  package var warnings: [String] = []
}

/// One run from start to end: the only place that knows every part.
///
/// The log's `running` row is committed first; then one snapshot is read, and all the rest is computed from it; then one
/// transaction writes everything and closes the log. Killed at any moment, it leaves either all of a run or none of it.
package struct Run {
  /// What a run is doing, for a progress line.
  package enum Stage: Sendable {
    case reading(String, rows: Int)
    case evaluating(detector: String, point: Int, of: Int)
    case writing(alerts: Int)
  }

  let configuration: Configuration
  let request: RunRequest
  let version: String
  let log: Logger
  let progress: (Stage) -> Void

  package init(
    _ request: RunRequest, configuration: Configuration, version: String, log: Logger, progress: @escaping (Stage) -> Void
  ) {
    self.request = request
    self.configuration = configuration
    self.version = version
    self.log = log
    self.progress = progress
  }

  /// Runs. Throws ``WarehouseError``, ``PostgresError`` and ``LedgerError``; the log then says `failed` and why, as far as
  /// the warehouse can still be reached. A lost connection is taken up again as long as nothing was written.
  package func callAsFunction() throws -> RunReport {
    var report = RunReport()
    do {
      return try withReconnect(
        attempts: 3, pause: .seconds(1), log: { log.warning("\($0)") },
        connect: { try Warehouse.connect(configuration, log: log) },
        body: { session in try attempt(session, &report) })
    } catch {
      if !report.runID.isEmpty { markFailed(report, "\(error)") }
      throw error
    }
  }

  private func attempt(_ session: Session, _ report: inout RunReport) throws -> RunReport {
    Interrupts.watch(session.canceller)
    defer { Interrupts.watch(nil) }
    let runLog = RunLog(session: session)
    if !request.isDry || (try Migrations.isCurrent(session)) { try Migrations.verify(session) }
    if !request.isDry { try runLog.lock() }
    let clock = try runLog.clock()
    try begin(runLog, clock: clock, &report)
    let reading = try read(session, clock: clock, &report)
    var (book, schemes) = try evaluate(reading, &report)
    let store = AlertStore(session: session)
    book.absorb(try store.load(book.touchedKeys))
    report.counts = book.counts(catalogue: Catalogue.all.map(\.id))
    report.alerts = try book.touched(catalogue: Catalogue.all.map(\.id)).compactMap { stored in
      try schemes[stored.detector].map { try Alert(of: stored, by: $0, in: reading.window) }
    }
    schemes = [:]
    if report.detectors.contains(where: { $0.outcome == .failed }) { report.outcome = .partial }
    if !request.isDry { try write(report, reading, store, runLog) }
    return report
  }

  private func begin(_ runLog: RunLog, clock: Instant, _ report: inout RunReport) throws {
    let asOf = request.asOf ?? clock
    let plan = EvaluationPoints(
      asOf: asOf, lastSucceeded: try runLog.lastSucceeded(), since: request.since,
      catchUpDays: configuration.catchUpDays)
    report.points = plan.instants
    report.daysNotEvaluated = plan.daysNotEvaluated
    if plan.daysNotEvaluated > 0 {
      report.warnings.append(
        "\(plan.daysNotEvaluated) missed days lie more than \(configuration.catchUpDays) days back and were not "
          + "evaluated; run weir run --since to evaluate them")
    }
    if request.isDry || !report.runID.isEmpty { return }
    for killed in try runLog.closeKilled() {
      log.warning("run \(killed) never finished: it was killed. This run catches up with what it missed")
    }
    report.runID = try runLog.begin(
      asOf: asOf, since: request.since, configHash: configHash, version: version, points: plan.instants,
      daysNotEvaluated: plan.daysNotEvaluated)
  }

  /// Reads one snapshot: the contract's structure, the lists, the window; classifies the parties.
  private func read(_ session: Session, clock: Instant, _ report: inout RunReport) throws -> WindowReading {
    let asOf = report.points[report.points.count - 1]
    let lookback = Catalogue.all.map { $0.init(settings: configuration.detectors[$0.id] ?? Settings()).lookback }
    let from = report.points[0] - (lookback.max() ?? .days(90))
    return try session.transaction(.snapshot) {
      let structure = try ContractCheck(session: session, schema: configuration.sourceSchema).structure()
      if !structure.faults.isEmpty { throw WarehouseError.contractBroken(structure.faults) }
      let lists = try loadLists(session, clock: clock, &report)
      let reader = WindowReader(
        session: session, schema: configuration.sourceSchema, types: structure.types, absent: structure.absent)
      let reading = try reader.read(
        from: from, to: asOf, future: max(asOf, clock), currency: configuration.currency,
        progress: { progress(.reading($0.rawValue, rows: $1)) }
      ).classified(by: lists)
      report.inputs = reading.inputs
      try verifyRejects(reading, &report)
      return reading
    }
  }

  private func loadLists(_ session: Session, clock: Instant, _ report: inout RunReport) throws -> LoadedLists {
    let lists = try LoadedLists(session)
    for version in lists.versions where clock - version.importedAt > configuration.listsFreshWithin {
      report.warnings.append("list \(version.label) was imported \((clock - version.importedAt).days) days ago")
    }
    if lists.versions.isEmpty { report.warnings.append("no list is installed: nothing is recognised as a sink") }
    return lists
  }

  private func verifyRejects(_ reading: WindowReading, _ report: inout RunReport) throws {
    for input in reading.inputs where input.rejected > 0 {
      let first = reading.rejects.first { $0.relation == input.relation }?.sentence ?? ""
      log.warning("\(input.rejected) of \(input.rows) rows of \(input.relation.rawValue) rejected; the first: \(first)")
      if Int64(input.rejected) * 1000 > configuration.rejectLimitPerMille * Int64(input.rows) {
        rejectsOnFailure = reading.rejects
        throw WarehouseError.tooManyRejects(
          relation: input.relation, rejected: input.rejected, read: input.rows,
          limitPerMille: configuration.rejectLimitPerMille, example: first)
      }
    }
    if reading.window.transactions.count == 0 {
      report.warnings.append("there are no transactions in the window: is the load of the warehouse running?")
    }
  }
}
