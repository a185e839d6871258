import Alerts
import Detection
package import Evaluation
package import Ledger
package import Logging
package import Postgres
import Warehouse
import Window

/// Alerts held against labels: those of the tables, or those a dry run would write.
package struct Evaluating {
  package let evaluation: Evaluation

  /// The alert tables as they stand. Reads the labelled months once more, in one snapshot, for accounts and amounts.
  ///
  /// Throws ``WarehouseError`` and ``PostgresError``.
  package init(
    _ session: Session, configuration: Configuration, labels: [SchemeLabel], log: Logger,
    progress: (Relation, Int) -> Void
  ) throws {
    try Migrations.verify(session)
    let runLog = RunLog(session: session)
    let asOf = try runLog.lastSucceeded() ?? runLog.clock()
    let window = try Self.read(
      session, configuration: configuration, labels: labels, asOf: asOf, log: log, progress: progress)
    let alerts = try AlertStore(session: session).evaluated()
    self.init(alerts, labels, window, configuration)
  }

  /// What a dry run would find; `run` must be one. Throws what a run throws.
  package init(
    dry run: Run, _ session: Session, configuration: Configuration, labels: [SchemeLabel], log: Logger,
    progress: (Relation, Int) -> Void
  ) throws {
    let alerts = try run().alerts.filter { $0.stored.latest.maturity == .active }.map { alert in
      EvaluatedAlert(
        detector: alert.stored.detector, subject: alert.stored.subject, severity: alert.severity,
        headline: alert.narrative.headline, firstSeenAt: alert.stored.firstSeenAt,
        windowFrom: alert.stored.windowFrom, windowTo: alert.stored.windowTo,
        shown: Set(alert.transactions.map(\.evidence.transactionID)),
        evidence: Set(
          alert.transactions.map(\.evidence).filter { $0.role != .context }.map(\.transactionID)))
    }
    let asOf = try run.report.points.last ?? RunLog(session: session).clock()
    let window = try Self.read(
      session, configuration: configuration, labels: labels, asOf: asOf, log: log, progress: progress)
    self.init(alerts, labels, window, configuration)
  }

  /// The warehouse from the first labelled transaction on: a run reads no further back than its detectors look.
  private static func read(
    _ session: Session, configuration: Configuration, labels: [SchemeLabel], asOf: Instant, log: Logger,
    progress: (Relation, Int) -> Void
  ) throws -> Window {
    let from = labels.filter { !$0.transactionIDs.isEmpty }.map(\.firstAt).min() ?? asOf
    return try Snapshot(
      session, configuration: configuration, from: min(from, asOf), to: asOf,
      clock: try RunLog(session: session).clock(), unread: [.logins, .platformEvents], log: log,
      progress: progress
    ).reading.window
  }

  private init(
    _ alerts: [EvaluatedAlert], _ labels: [SchemeLabel], _ window: Window, _ configuration: Configuration
  ) {
    let labelled = Set(labels.flatMap(\.transactionIDs))
    var payments: [String: LabelledPayment] = [:]
    for row in 0..<window.transactions.count {
      let id = window.transactionID(row)
      if labelled.contains(id) {
        payments[id] = LabelledPayment(
          bookedAt: Instant(micros: window.transactions.bookedAt[row]),
          amount: Money(micros: window.transactions.amount[row]))
      }
    }
    evaluation = Evaluation(
      alerts, against: labels, detectors: configuration.activeDetectors.map(\.id),
      accounts: window.parties.accounts.map { window.id($0.party) }, payments: payments)
  }
}
