import Alerts
package import Detection
import Detectors
package import Evaluation
package import Ledger
package import Logging
package import Postgres
import Warehouse
package import Window

/// What a detector would have raised at each of many values of one parameter, from one reading of the window.
///
/// Each evaluation point is studied once for all values that the study does not depend on (``Detection/Study``); only
/// judging is done for each. A scheme seen at several points counts once.
package struct Tuning: Sendable {
  /// A scheme at one value.
  package struct Raised: Sendable, Equatable {
    /// The first evaluation point that saw it.
    package var firstSeenAt: Instant
    /// As the last point that saw it weighed it.
    package let severity: Severity
    package let amount: Money
  }

  package let detector: String
  package let parameter: Parameter
  package let currency: String
  /// Ascending; the value in force is among them.
  package let values: [Int64]
  /// The value in force.
  package let inForce: Int64
  package let points: [Instant]
  /// By value.
  package private(set) var raised: [[SchemeName: Raised]]
  /// How often the window was studied, over all points.
  package private(set) var studies = 0
  package let truth: Truth

  /// Reads the window once and replays the ends of all days after `since` (default: four weeks) up to `asOf` (default: the
  /// warehouse's clock). Writes nothing.
  ///
  /// Throws ``WarehouseError``, ``PostgresError``, ``LedgerError`` and ``RelationMissing``.
  package init(
    _ session: Session, configuration: Configuration, detector: any Detector, parameter: Parameter,
    values: [Int64], asOf: Instant?, since: Instant?, labels: [SchemeLabel]?, log: Logger,
    progress: (RunStage) -> Void
  ) throws {
    try Migrations.verify(session)
    let clock = try RunLog(session: session).clock()
    let asOf = asOf ?? clock
    let truth = Truth(
      dispositions: try AlertStore(session: session).dispositions(of: detector.id), labels: labels)
    let points = EvaluationPoints(
      asOf: asOf, lastSucceeded: nil, since: since ?? asOf - .days(28), catchUpDays: 0
    ).instants
    let lookback = Self.settings(detector, parameter, values).map {
      type(of: detector).init(settings: $0).lookback
    }
    let reading = try Snapshot(
      session, configuration: configuration,
      from: (points.first ?? asOf) - (lookback.max() ?? detector.lookback), to: asOf, clock: clock,
      unread: Set([.logins, .platformEvents]).subtracting(type(of: detector).reads), log: log,
      progress: { progress(.reading($0, rows: $1)) }
    ).reading
    try self.init(
      of: detector, parameter: parameter, values: values, points: points, in: reading.window, truth: truth,
      progress: progress)
  }

  /// The same on a window that was read. Throws ``RelationMissing`` and ``LedgerError/overflow(_:)``.
  package init(
    of detector: any Detector, parameter: Parameter, values: [Int64], points: [Instant], in window: Window,
    truth: Truth, progress: (RunStage) -> Void = { _ in }
  ) throws {
    let type = type(of: detector)
    let missing = type.needs.intersection(window.absent)
    if !missing.isEmpty { throw RelationMissing(detector: type.id, relations: missing.sorted()) }
    self.detector = type.id
    self.parameter = parameter
    self.points = points
    self.truth = truth
    currency = window.currency
    inForce = detector.settings[parameter]
    self.values = Set(values + [inForce]).sorted()
    raised = Array(repeating: [:], count: self.values.count)
    let settings = Self.settings(detector, parameter, self.values)
    // A study judges by its own value of a sieve and by greater ones: the smallest answers for all.
    let groups = type.studied.contains(parameter) ? settings.indices.map { [$0] } : [Array(settings.indices)]
    // Backwards, so that evidence is gathered once a scheme: where it is seen last.
    for (place, point) in points.enumerated().reversed() {
      try Interrupts.check()
      progress(.evaluating(detector: type.id, point: points.count - place, of: points.count))
      for group in groups {
        let made = type.init(settings: settings[group[0]])
        let study = try made.study(Scope(window: window, asOf: point, lookback: made.lookback))
        studies += 1
        for value in group {
          for candidate in try study.candidates(under: settings[value]) where candidate.isMet {
            try note(candidate, at: point, value: value)
          }
        }
      }
    }
  }

  /// The detector's settings with each value, in their order.
  private static func settings(
    _ detector: any Detector, _ parameter: Parameter, _ values: [Int64]
  ) -> [Settings] {
    values.map { value in
      var settings = detector.settings
      settings[parameter] = value
      return settings
    }
  }

  private mutating func note(_ candidate: Candidate, at point: Instant, value: Int) throws {
    let name = SchemeName(subject: candidate.subject, fingerprint: candidate.fingerprint)
    if raised[value][name] != nil {
      raised[value][name]?.firstSeenAt = point
      return
    }
    let finding = try candidate.finding()
    let counted = finding.transactions.filter(\.role.counts).map(\.amount)
    raised[value][name] = Raised(
      firstSeenAt: point, severity: Severity(finding.signals), amount: try Money.sum(counted))
  }

  /// The alert of a scheme.
  package func alertID(_ scheme: SchemeName) -> String { key(scheme).alertID }

  func key(_ scheme: SchemeName) -> SchemeKey {
    SchemeKey(detector: detector, subject: scheme.subject, fingerprint: scheme.fingerprint)
  }
}

/// What makes a scheme of one detector itself: cheaper than its key where many are looked up.
package struct SchemeName: Hashable, Sendable {
  package let subject: String
  package let fingerprint: [String]

  package init(subject: String, fingerprint: [String]) {
    self.subject = subject
    self.fingerprint = fingerprint
  }
}

/// A detector that cannot run on this warehouse.
package struct RelationMissing: Error, CustomStringConvertible {
  let detector: String
  let relations: [Relation]

  package var description: String {
    "\(detector) cannot run here: the warehouse does not have \(relations.map(\.rawValue).joined(separator: ", "))"
  }
}
