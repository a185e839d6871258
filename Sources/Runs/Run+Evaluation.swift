import Alerts
import Detection
import Detectors
import Ledger
import Logging
import Postgres
import Warehouse
import Window

extension Run {
  /// Merges what detectors saw with what is stored, in the order of the catalogue, each as soon as it has judged; `use` gets
  /// the alerts of each that are to be written.
  ///
  /// A detector that fails is recorded as failed and leaves nothing behind from this run; the others go on.
  func merge(
    _ judgements: Judgements, _ window: Window, store: AlertStore, use: ([Alert]) throws -> Void = { _ in }
  ) throws {
    report.detectors = []
    (report.alerts, report.met, report.misses) = ([], [], [])
    (report.opened, report.grown) = (0, 0)
    for (place, detector) in detectors.enumerated() {
      let judgement = judgements.judgement(at: place) { detector, point in
        progress(.evaluating(detector: detector, point: point, of: report.points.count))
      }
      try Interrupts.check()
      var entry = judgement.entry
      var changed: [Alert] = []
      do {
        guard entry.outcome != .failed else { throw JudgementFailed(reason: entry.reason ?? "") }
        changed = try merge(judgement.book, of: detector, window, store: store)
        report.misses += judgement.misses.values.sorted { $0.key < $1.key }
      } catch let error where !(error is PostgresError) {
        (entry.outcome, entry.reason) = (.failed, "\(error)")
        (entry.findings, entry.capsHit) = (0, 0)
        report.outcome = .partial
        log.error("detector \(entry.detector) failed: \(error); the others go on")
      }
      report.detectors.append(entry)
      try use(changed)
    }
  }

  /// Joins what one detector saw with what the tables hold of it; the alerts to write.
  private func merge(
    _ seen: AlertBook, of detector: any Detector, _ window: Window, store: AlertStore
  ) throws -> [Alert] {
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
    return alerts.filter { changed.contains($0.stored.key) }
  }
}

private struct JudgementFailed: Error, CustomStringConvertible {
  let reason: String

  var description: String { reason }
}
