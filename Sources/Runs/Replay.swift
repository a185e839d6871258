package import Alerts
import Detection
import Detectors
import Ledger
package import Logging
import Postgres
package import Warehouse

/// What today's code, lists and parameters would change in a past run: its evaluation points judged again.
package struct Replay: Sendable {
  package enum Change: String, Sendable { case new, gone, changed }

  /// An alert that comes out otherwise.
  package struct Difference: Sendable {
    package let change: Change
    /// As the run said, and as it is now: one of them is nil for an alert that is new or gone.
    package let then: MetAlert?
    package let now: MetAlert?
    /// Evidence as `role id` or `relation id`, ascending.
    package let added: [String]
    package let removed: [String]

    package var alert: MetAlert? { now ?? then }
  }

  package let run: PastRun
  package let report: RunReport
  /// In catalogue order, then by scheme key.
  package let differences: [Difference]
  package let unchanged: Int
  /// What the run was made with and what is in force differ in, as sentences.
  package let causes: [String]

  /// Judges the run's points with the configuration and lists in force. Writes nothing.
  ///
  /// Throws ``NoSuchRun``, and what a dry run throws.
  package init(
    of id: String, configuration: Configuration, version: String, log: Logger,
    progress: @escaping (RunStage) -> Void
  ) throws {
    let session = try Session(to: configuration, log: log)
    try Migrations.verify(session)
    let past = try PastRun(id, in: session)
    let lists = try LoadedLists(session).versions.map(\.label).sorted()
    let again = Run(
      RunRequest(asOf: past.asOf, isDry: true, points: past.points), configuration: configuration,
      version: version,
      log: log, progress: progress)
    let report = try again()
    run = past
    self.report = report
    causes = Self.causes(past, report, configuration, version: version, lists: lists)
    let now = Dictionary(uniqueKeysWithValues: report.met.map { ($0.alert.key, $0) })
    let places = Dictionary(uniqueKeysWithValues: Catalogue.all.enumerated().map { ($1.id, $0) })
    func order(_ key: SchemeKey) -> (Int, SchemeKey) {
      (places[(now[key]?.alert ?? past.alerts[key])?.detector ?? ""] ?? places.count, key)
    }
    let keys = Set(past.alerts.keys).union(now.keys).sorted { order($0) < order($1) }
    differences = keys.compactMap {
      Self.difference(past.alerts[$0], now[$0], past.evidence[$0] ?? [:], points: past.points)
    }
    unchanged = keys.count - differences.count
  }

  /// Nil when both say the same.
  ///
  /// Evidence is removed if one of the run's points saw it first and it is not there now; added if no point up to the run's
  /// last has seen it. What an earlier point had seen already cannot be told from what this run saw again.
  private static func difference(
    _ then: MetAlert?, _ now: SeenAlert?, _ evidence: [String: Instant], points: [Instant]
  ) -> Difference? {
    guard let first = points.first, let last = points.last else { return nil }
    let seen = now?.evidence ?? []
    let added = seen.filter { piece in evidence[piece].map { $0 > last } ?? true }
    let removed = evidence.filter { $0.value >= first && $0.value <= last && !seen.contains($0.key) }.map(
      \.key)
    guard let then else {
      return Difference(change: .new, then: nil, now: now?.alert, added: added.sorted(), removed: [])
    }
    guard let now else {
      return Difference(change: .gone, then: then, now: nil, added: [], removed: removed.sorted())
    }
    if then == now.alert && added.isEmpty && removed.isEmpty { return nil }
    return Difference(
      change: .changed, then: then, now: now.alert, added: added.sorted(), removed: removed.sorted())
  }

  private static func causes(
    _ past: PastRun, _ report: RunReport, _ configuration: Configuration, version: String, lists: [String]
  ) -> [String] {
    var causes: [String] = []
    if past.binaryVersion != version { causes.append("binary \(past.binaryVersion), now \(version)") }
    let now = configuration.judging.split(separator: "\n").map(String.init)
    let (before, after) = (Set(past.parameters), Set(now))
    causes += past.parameters.filter { !after.contains($0) }.map { "setting then: \($0)" }
    causes += now.filter { !before.contains($0) }.map { "setting now: \($0)" }
    causes += past.lists.filter { !lists.contains($0) }.map { "list then: \($0)" }
    causes += lists.filter { !past.lists.contains($0) }.map { "list now: \($0)" }
    for entry in report.detectors {
      guard let then = past.detectors[entry.detector] else {
        causes.append("detector \(entry.detector) was not there")
        continue
      }
      if then.version != entry.version {
        causes.append("detector \(entry.detector): version \(then.version), now \(entry.version)")
      }
      if then.outcome != entry.outcome.rawValue {
        causes.append("detector \(entry.detector): \(then.outcome), now \(entry.outcome.rawValue)")
      }
    }
    for input in report.inputs {
      let then = past.rows[input.relation.rawValue] ?? 0
      if then != input.rows - input.rejected {
        causes.append("rows used of \(input.relation.rawValue): \(then), now \(input.rows - input.rejected)")
      }
    }
    return causes
  }
}
