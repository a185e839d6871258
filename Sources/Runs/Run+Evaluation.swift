import Alerts
import Detection
import Detectors
import Ledger
import Logging
import Postgres
import Warehouse
import Window

extension Run {
  /// Judges the window at every evaluation point and merges what was seen with what is stored. Returns the alerts to write.
  ///
  /// A detector that fails is recorded as failed and leaves nothing behind from this run; the others go on.
  func evaluate(_ window: Window, lists: LoadedLists, store: AlertStore) throws -> Set<SchemeKey> {
    report.detectors = []
    report.alerts = []
    (report.opened, report.grown) = (0, 0)
    var changed: Set<SchemeKey> = []
    for detector in detectors {
      let watch = ContinuousClock().now
      let type = type(of: detector)
      var entry = DetectorLog(detector: detector.id, version: type.version, outcome: .ran)
      let missing = type.needs.intersection(window.absent).sorted()
      if !missing.isEmpty {
        entry.outcome = .skipped
        entry.reason = "relation absent: \(missing.map(\.rawValue).joined(separator: ", "))"
      } else {
        do {
          changed.formUnion(try evaluate(detector, window, lists: lists, store: store, &entry))
        } catch let error where !(error is PostgresError) {
          entry = DetectorLog(
            detector: detector.id, version: type.version, outcome: .failed, reason: "\(error)")
          report.outcome = .partial
          log.error("detector \(detector.id) failed: \(error); the others go on")
        }
      }
      entry.milliseconds = Int64((ContinuousClock().now - watch) / .milliseconds(1))
      report.detectors.append(entry)
    }
    return changed
  }

  private func evaluate(
    _ detector: any Detector, _ window: Window, lists: LoadedLists, store: AlertStore,
    _ entry: inout DetectorLog
  ) throws -> Set<SchemeKey> {
    let catalogue = detectors.map(\.id)
    var book = AlertBook(listVersions: lists.versions.map(\.label))
    for (place, point) in report.points.enumerated() {
      try Interrupts.check()
      progress(.evaluating(detector: detector.id, point: place + 1, of: report.points.count))
      let scope = Scope(window: window, asOf: point, lookback: detector.lookback)
      let findings = try detector.findings(in: scope)
      entry.findings += findings.count
      entry.capsHit += findings.count(where: \.isLowerBound)
      book.add(findings, detector: detector, at: point, windowFrom: scope.from)
    }
    let existing = try store.load(book.touchedKeys)
    book.absorb(existing)
    let alerts = try book.touched(catalogue: catalogue).map { try Alert(of: $0, by: detector, in: window) }
    report.alerts += alerts
    let changed = Set(book.changed(catalogue: catalogue).map(\.key))
    report.grown += changed.intersection(existing.map(\.key)).count
    report.opened += changed.subtracting(existing.map(\.key)).count
    return changed
  }
}
