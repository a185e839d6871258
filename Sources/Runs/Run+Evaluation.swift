import Alerts
import Detection
import Detectors
import Ledger
import Logging
import Postgres
import Synchronization
import Warehouse
import Window

extension Run {
  /// Judges the window at every evaluation point and merges what was seen with what is stored. Returns the alerts to write.
  ///
  /// Detectors know nothing of each other, so two judge at once; what they saw is merged in the order of the catalogue. A
  /// detector that fails is recorded as failed and leaves nothing behind from this run; the others go on.
  func evaluate(_ window: Window, lists: LoadedLists, store: AlertStore) throws -> Set<SchemeKey> {
    report.detectors = []
    (report.alerts, report.met, report.misses) = ([], [], [])
    (report.opened, report.grown) = (0, 0)
    let labels = lists.versions.map(\.label)
    let judgements = Judgements(of: detectors, window, points: report.points, listVersions: labels)
    _ = concurrently({ judgements.judgeRest { _, _ in } }) {
      judgements.judgeRest { detector, point in
        progress(.evaluating(detector: detector, point: point, of: report.points.count))
      }
    }
    try Interrupts.check()
    var changed: Set<SchemeKey> = []
    for (detector, judgement) in zip(detectors, judgements.all) {
      var entry = judgement.entry
      do {
        guard entry.outcome != .failed else { throw JudgementFailed(reason: entry.reason ?? "") }
        changed.formUnion(try merge(judgement.book, of: detector, window, store: store))
        report.misses += judgement.misses.values.sorted { $0.key < $1.key }
      } catch let error where !(error is PostgresError) {
        (entry.outcome, entry.reason) = (.failed, "\(error)")
        (entry.findings, entry.capsHit) = (0, 0)
        report.outcome = .partial
        log.error("detector \(entry.detector) failed: \(error); the others go on")
      }
      entry.milliseconds = judgement.entry.milliseconds
      report.detectors.append(entry)
    }
    return changed
  }

  /// Joins what one detector saw with what the tables hold of it; the alerts to write.
  private func merge(
    _ seen: AlertBook, of detector: any Detector, _ window: Window, store: AlertStore
  ) throws -> Set<SchemeKey> {
    var book = seen
    let catalogue = detectors.map(\.id)
    let signals = type(of: detector).signals
    report.met += try book.touched(catalogue: catalogue).map { try SeenAlert($0, declaring: signals) }
    let existing = try store.load(book.touchedKeys)
    book.absorb(existing)
    let alerts = try book.touched(catalogue: catalogue).halvesMapped {
      try Alert(of: $0, by: detector, in: window)
    }
    report.alerts += alerts
    let changed = Set(book.changed(catalogue: catalogue).map(\.key))
    report.grown += changed.intersection(existing.map(\.key)).count
    report.opened += changed.subtracting(existing.map(\.key)).count
    return changed
  }
}

/// What one detector saw.
private struct Judgement: Sendable {
  var entry: DetectorLog
  var book: AlertBook
  /// What it nearly saw, by scheme.
  var misses: [SchemeKey: NearMiss] = [:]
}

private struct JudgementFailed: Error, CustomStringConvertible {
  let reason: String

  var description: String { reason }
}

/// The work of all detectors, taken up one by one by whoever is free.
private final class Judgements: Sendable {
  private let detectors: [any Detector]
  private let window: Window
  private let points: [Instant]
  private let listVersions: [String]
  private let shared = Shared()
  /// Places of the detectors, in the order they are begun.
  private let order: [Int]
  private let next = Atomic(0)
  private let done: Mutex<[Judgement?]>

  init(of detectors: [any Detector], _ window: Window, points: [Instant], listVersions: [String]) {
    self.detectors = detectors
    self.window = window
    self.points = points
    self.listVersions = listVersions
    order = detectors.indices.sorted { left, right in
      let (one, other) = (type(of: detectors[left]).effort, type(of: detectors[right]).effort)
      return one != other ? one > other : left < right
    }
    done = Mutex(detectors.map { _ in nil })
  }

  /// One for each detector, in their order, once all have been judged.
  var all: [Judgement] { done.withLock { $0.compactMap(\.self) } }

  /// Judges with detectors nobody has taken up, until there is none; `progress` hears of detector and point.
  func judgeRest(_ progress: (String, Int) -> Void) {
    while true {
      let turn = next.add(1, ordering: .relaxed).oldValue
      guard turn < order.count else { return }
      let place = order[turn]
      let judgement = judge(detectors[place], progress)
      done.withLock { $0[place] = judgement }
    }
  }

  private func judge(_ detector: any Detector, _ progress: (String, Int) -> Void) -> Judgement {
    let watch = ContinuousClock().now
    let type = type(of: detector)
    var entry = DetectorLog(
      detector: detector.id, version: type.version, maturity: detector.maturity,
      parameterDigest: detector.parameterSet.digest, outcome: .ran)
    var book = AlertBook(listVersions: listVersions)
    var misses: [SchemeKey: NearMiss] = [:]
    let missing = type.needs.intersection(window.absent).sorted()
    if !missing.isEmpty {
      entry.outcome = .skipped
      entry.reason = "relation absent: \(missing.map(\.rawValue).joined(separator: ", "))"
      return Judgement(entry: entry, book: book)
    }
    do {
      for (place, point) in points.enumerated() {
        try Interrupts.check()
        progress(detector.id, place + 1)
        let scope = Scope(window: window, asOf: point, lookback: detector.lookback, shared: shared)
        let candidates = try detector.study(scope).candidates(under: detector.settings)
        let findings = try candidates.filter(\.isMet).map { try $0.finding() }
        note(candidates.compactMap { NearMiss($0, of: detector, at: point) }, in: &misses)
        entry.findings += findings.count
        entry.capsHit += findings.count(where: \.isLowerBound)
        book.add(findings, detector: detector, at: point, windowFrom: scope.from)
      }
    } catch {
      (entry.outcome, entry.reason) = (.failed, "\(error)")
    }
    entry.milliseconds = Int64((ContinuousClock().now - watch) / .milliseconds(1))
    return Judgement(entry: entry, book: book, misses: misses)
  }

  /// Keeps the nearest of one point's misses.
  private func note(_ all: [NearMiss], in misses: inout [SchemeKey: NearMiss]) {
    let nearest = all.sorted { ($0.offPerMille, $0.key) < ($1.offPerMille, $1.key) }.prefix(NearMiss.most)
    for miss in nearest where misses[miss.key]?.join(miss) == nil { misses[miss.key] = miss }
  }
}
