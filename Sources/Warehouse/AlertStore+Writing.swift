package import Alerts
import Detection
import Ledger
import Postgres

extension AlertStore {
  /// Writes alerts with their evidence, some hundred at once: while the server takes in some, the next are put into its
  /// words. Call it inside the run's one write transaction.
  package func write(_ alerts: [Alert], run: String) throws {
    let batches = stride(from: 0, to: alerts.count, by: 256).map { alerts[$0..<min($0 + 256, alerts.count)] }
    try oneAhead(batches, make: { AlertRows($0, run: run) }) { rows in
      _ = try session.execute(SQL.text("queries/write_alerts"), rows.heads)
      _ = try session.execute(SQL.text("queries/write_alert_transactions"), rows.transactions)
      _ = try session.execute(SQL.text("queries/write_alert_records"), rows.records)
    }
  }
}

/// Some alerts as parameters of the statements that write them.
private struct AlertRows: Sendable {
  let heads: [String?]
  let transactions: [String?]
  let records: [String?]

  /// O(bytes of the alerts).
  init(_ alerts: ArraySlice<Alert>, run: String) {
    let ids = alerts.map(\.alertID)
    heads = Self.heads(alerts, ids, run: run)
    transactions = Self.transactions(alerts, ids)
    records = Self.records(alerts, ids)
  }

  private static func heads(_ alerts: ArraySlice<Alert>, _ ids: [String], run: String) -> [String?] {
    let (stored, words) = (alerts.map(\.stored), alerts.map(\.narrative))
    return [
      run, textArray(ids), textArray(stored.map(\.key.hex)), textArray(stored.map(\.detector)),
      textArray(stored.map { String($0.latest.detectorVersion) }), textArray(stored.map(\.subject)),
      textArray(alerts.map(\.severity.rawValue)), textArray(alerts.map { String($0.score) }),
      textArray(words.map(\.headline)), textArray(alerts.map { textArray($0.reasonCodes) }),
      textArray(words.map(\.who)), textArray(words.map(\.what)), textArray(words.map(\.when)),
      textArray(words.map(\.whereMoved)), textArray(words.map(\.why)), textArray(words.map(\.how)),
      textArray(alerts.map(\.amount.description)), textArray(alerts.map(\.currency)),
      textArray(alerts.map { String($0.transactionCount) }), textArray(stored.map { String($0.hopsMax) }),
      textArray(alerts.map { textArray($0.sinkClasses.map(\.rawValue)) }),
      textArray(stored.map(\.windowFrom.description)), textArray(stored.map(\.windowTo.description)),
      textArray(stored.map(\.firstSeenAt.description)), textArray(stored.map(\.lastSeenAt.description)),
      textArray(stored.map(\.latest.maturity.rawValue)), textArray(stored.map { String($0.isLowerBound) }),
      textArray(alerts.map(\.measures)), textArray(stored.map { textArray($0.fingerprint) }),
      textArray(alerts.map { textArray($0.listVersions) }), textArray(stored.map(\.latest.parameterDigest)),
    ]
  }

  private static func transactions(_ alerts: ArraySlice<Alert>, _ ids: [String]) -> [String?] {
    let owners = zip(ids, alerts).flatMap { id, alert in repeatElement(id, count: alert.transactions.count) }
    let rows = alerts.flatMap(\.transactions)
    let evidence = rows.map(\.evidence)
    return [
      textArray(owners), textArray(evidence.map(\.transactionID)), textArray(evidence.map(\.role.rawValue)),
      textArray(rows.map { $0.routeNumber.map(String.init) }),
      textArray(evidence.map { $0.hop.map(String.init) }),
      textArray(evidence.map(\.amount.description)), textArray(evidence.map(\.amountOriginal.description)),
      textArray(evidence.map(\.currencyOriginal)), textArray(evidence.map(\.bookedAt.description)),
      textArray(evidence.map(\.debtorID)), textArray(evidence.map(\.creditorID)),
      textArray(evidence.map { String($0.role.counts) }), textArray(evidence.map(\.route)),
      textArray(rows.map(\.firstSeenAt.description)),
    ]
  }

  private static func records(_ alerts: ArraySlice<Alert>, _ ids: [String]) -> [String?] {
    let owners = zip(ids, alerts).flatMap { id, alert in repeatElement(id, count: alert.records.count) }
    let records = alerts.flatMap(\.records)
    return [
      textArray(owners), textArray(records.map(\.evidence.relation.rawValue)),
      textArray(records.map(\.evidence.recordID)),
      textArray(records.map(\.evidence.at.description)), textArray(records.map(\.evidence.summary)),
      textArray(records.map(\.firstSeenAt.description)),
    ]
  }
}
