import Alerts
import Detection
import Detectors
import Ledger
import Logging
import Postgres
import Warehouse
import Window

extension Run {
  /// Writes the whole run in one transaction and closes its log in the same.
  ///
  /// The server writes the alerts of detectors that have judged while others judge, and whatever follows from no alert while
  /// the ties of all are read, parties are looked up, and cases are judged.
  func write(
    _ judgements: Judgements, of reading: inout WindowReading, lists: LoadedLists, session: Session
  ) throws {
    let runLog = RunLog(session: session)
    let store = AlertStore(session: session)
    let cases = CaseStore(session: session)
    let registers = Registers(session: session)
    try session.transaction(.readWrite) {
      // The transaction is idle while nobody has judged yet.
      _ = try session.execute(SQL.text("queries/set_setting"), ["idle_in_transaction_session_timeout", "0"])
      for (relation, rows) in try runLog.record(reading, run: report.runID).sorted(by: { $0.key < $1.key })
      where rows > 0 {
        warn("\(rows) rows of \(relation.rawValue) came late: they are dated on days an earlier run had read")
      }
      try runLog.record(reading.rejects, run: report.runID)
      try recordParameters(session)
      var alerts: [Alert] = []
      try merge(judgements, reading.window, store: store) { changed in
        alerts += changed
        try store.write(changed, run: report.runID)
      }
      progress(.writing(alerts: alerts.count))
      let ties = try newTies(of: alerts.map(\.stored), window: reading.window, session: session)
      // Only ties still need the transactions, which go with them: giving memory back takes time, and the server is busy now.
      reading.window.transactions = Transactions()
      self.reading = reading
      let parties = Underway { [alerts, window = reading.window] in
        PartyEntry.all(Self.partyIDs(in: alerts.map(\.stored)), in: window)
      }
      for entry in report.detectors { try runLog.record(entry, run: report.runID) }
      try runLog.record(report.met.map(\.alert), run: report.runID)
      try NearMissStore(session: session).write(report.misses)
      // What readers of the alerts need besides: what every detector is, and who the parties in evidence are.
      try registers.write(detectors.map { DetectorEntry(type(of: $0), $0.settings) })
      try cases.write(ties.value)
      let judged = try judgedCases(changed: Set(alerts.map(\.alertID)), store: cases)
      try registers.write(parties.value)
      let (judgedCases, memberships) = judged.value
      try cases.write(judgedCases, memberships)
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

  /// Keeps what this run judged by, and says what has changed since the run before.
  private func recordParameters(_ session: Session) throws {
    let configured = ParameterLog.Configured(
      text: configuration.judging, hash: configuration.digest, changedBy: configuration.changedBy,
      reason: request.reason ?? configuration.changeReason)
    let change = try ParameterLog(session: session).record(configured, of: detectors, run: report.runID)
    guard let change, !change.settings.isEmpty else { return }
    report.changedSettings = change.settings.map(\.description)
    log.info("parameters changed since the run before: \(report.changedSettings.joined(separator: "; "))")
    if configured.reason == nil {
      warn(
        "parameters changed since the run before (change \(change.id) in weir.parameter_changes) and no reason was given: "
          + "give it to the next run with --reason, WEIR_CHANGE_REASON or change_reason")
    } else if change.isReasonRepeated {
      warn(
        "change \(change.id) of parameters has the reason of the change before, word for word: is change_reason an old one?"
      )
    }
  }

  /// The parties that alerts name as subject or in evidence.
  private static func partyIDs(in alerts: [StoredAlert]) -> Set<String> {
    var parties: Set<String> = []
    for alert in alerts {
      parties.insert(alert.subject)
      for row in alert.transactions.values {
        parties.insert(row.evidence.debtorID)
        parties.insert(row.evidence.creditorID)
      }
      for record in alert.records.values where [.accounts, .endpoints].contains(record.evidence.relation) {
        parties.insert(record.evidence.recordID)
      }
    }
    return parties
  }
}
