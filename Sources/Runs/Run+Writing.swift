import Alerts
import Ledger
import Logging
import Postgres
import Warehouse
import Window

extension Run {
  /// Writes the whole run in one transaction and closes its log in the same.
  func write(_ reading: WindowReading, lists: LoadedLists, changed: Set<SchemeKey>, session: Session) throws {
    progress(.writing(alerts: changed.count))
    let runLog = RunLog(session: session)
    let store = AlertStore(session: session)
    try session.transaction(.readWrite) {
      for (relation, rows) in try runLog.record(reading, run: report.runID).sorted(by: { $0.key < $1.key })
      where rows > 0 {
        warn("\(rows) rows of \(relation.rawValue) came late: they are dated on days an earlier run had read")
      }
      try runLog.record(reading.rejects, run: report.runID)
      try runLog.record(parameters: configuration.judging, hash: configuration.digest, run: report.runID)
      for entry in report.detectors { try runLog.record(entry, run: report.runID) }
      for alert in report.alerts where changed.contains(alert.stored.key) {
        try store.write(alert, run: report.runID)
      }
      try writeCases(changed: changed, window: reading.window, session: session)
      let failed = report.detectors.filter { $0.outcome == .failed }
      try runLog.finish(
        report.runID, report.outcome, windowFrom: reading.window.from, lists: lists.versions.map(\.label),
        warnings: report.warnings,
        error: failed.isEmpty
          ? nil : failed.map { "\($0.detector): \($0.reason ?? "failed")" }.joined(separator: "; "))
      // As of this run, which is finished now.
      report.suppressed = try store.countSuppressed(report.alerts.map(\.alertID))
    }
    if report.suppressed > 0 {
      log.info(
        "\(report.suppressed) alerts are suppressed: they are kept up to date and ask for no attention")
    }
  }
}
