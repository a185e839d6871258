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
      _ = try session.execute(SQL.text("queries/write_alerts"), with: rows.heads)
      _ = try session.execute(SQL.text("queries/write_alert_transactions"), with: rows.transactions)
      _ = try session.execute(SQL.text("queries/write_alert_records"), with: rows.records)
    }
  }
}

/// Some alerts as parameters of the statements that write them.
private struct AlertRows: Sendable {
  let heads: [BoundValue]
  let transactions: [BoundValue]
  let records: [BoundValue]

  /// O(bytes of the alerts).
  init(_ alerts: ArraySlice<Alert>, run: String) {
    let ids = alerts.map(\.alertID)
    heads = Self.heads(alerts, ids, run: run)
    transactions = Self.transactions(alerts, ids)
    records = Self.records(alerts, ids)
  }

  private static func heads(_ alerts: ArraySlice<Alert>, _ ids: [String], run: String) -> [BoundValue] {
    let (stored, words) = (alerts.map(\.stored), alerts.map(\.narrative))
    return [
      .text(run), .uuids(ids), .texts(stored.map(\.key.hex)), .texts(stored.map(\.detector)),
      .integers(stored.map(\.latest.detectorVersion)), .texts(stored.map(\.subject)),
      .texts(alerts.map(\.severity.rawValue)), .integers(alerts.map(\.score)), .texts(words.map(\.headline)),
      .texts(alerts.map { textArray($0.reasonCodes) }), .texts(words.map(\.who)), .texts(words.map(\.what)),
      .texts(words.map(\.when)), .texts(words.map(\.whereMoved)), .texts(words.map(\.why)),
      .texts(words.map(\.how)), .amounts(alerts.map(\.amount)), .texts(alerts.map(\.currency)),
      .integers(alerts.map(\.transactionCount)), .integers(stored.map(\.hopsMax)),
      .texts(alerts.map { textArray($0.sinkClasses.map(\.rawValue)) }), .instants(stored.map(\.windowFrom)),
      .instants(stored.map(\.windowTo)), .instants(stored.map(\.firstSeenAt)),
      .instants(stored.map(\.lastSeenAt)), .texts(stored.map(\.latest.maturity.rawValue)),
      .booleans(stored.map(\.isLowerBound)), .json(alerts.map(\.measures)),
      .texts(stored.map { textArray($0.fingerprint) }), .texts(alerts.map { textArray($0.listVersions) }),
      .texts(stored.map(\.latest.parameterDigest)),
    ]
  }

  private static func transactions(_ alerts: ArraySlice<Alert>, _ ids: [String]) -> [BoundValue] {
    let owners = zip(ids, alerts).flatMap { id, alert in repeatElement(id, count: alert.transactions.count) }
    let rows = alerts.flatMap(\.transactions)
    let evidence = rows.map(\.evidence)
    return [
      .uuids(owners), .texts(evidence.map(\.transactionID)), .texts(evidence.map(\.role.rawValue)),
      .integers(rows.map(\.routeNumber)), .integers(evidence.map(\.hop)), .amounts(evidence.map(\.amount)),
      .decimals(evidence.map(\.amountOriginal)), .texts(evidence.map(\.currencyOriginal)),
      .instants(evidence.map(\.bookedAt)), .texts(evidence.map(\.debtorID)),
      .texts(evidence.map(\.creditorID)), .booleans(evidence.map(\.role.counts)),
      .texts(evidence.map(\.route)), .instants(rows.map(\.firstSeenAt)),
    ]
  }

  private static func records(_ alerts: ArraySlice<Alert>, _ ids: [String]) -> [BoundValue] {
    let owners = zip(ids, alerts).flatMap { id, alert in repeatElement(id, count: alert.records.count) }
    let records = alerts.flatMap(\.records)
    return [
      .uuids(owners), .texts(records.map(\.evidence.relation.rawValue)),
      .texts(records.map(\.evidence.recordID)), .instants(records.map(\.evidence.at)),
      .texts(records.map(\.evidence.summary)), .instants(records.map(\.firstSeenAt)),
    ]
  }
}
