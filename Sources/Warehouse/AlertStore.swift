package import Alerts
import Detection
import Ledger
package import Postgres

/// The alert tables: reads the schemes a run has met again, writes them as merged.
package struct AlertStore {
  let session: Session

  package init(session: Session) { self.session = session }

  /// The stored state of these schemes, as far as there is any. Throws ``StoredAlertUnreadable`` for rows no Weir wrote.
  package func load(_ keys: [SchemeKey]) throws -> [StoredAlert] {
    if keys.isEmpty { return [] }
    let rows = try session.execute(SQL.text("queries/load_alerts"), [textArray(keys.map(\.hex))])
    let ids = textArray((0..<rows.count).map { rows[$0, 1] })
    let transactions = try loadTransactions(ids)
    let records = try loadRecords(ids)
    return try (0..<rows.count).map { row in
      let id = rows[row, 1] ?? ""
      guard let firstSeen = rows[row, 11], let lastSeen = rows[row, 12], let from = rows[row, 13],
        let to = rows[row, 14], let version = rows[row, 3].flatMap({ Int($0) }),
        let maturity = rows[row, 15].flatMap({ Maturity(rawValue: $0) }), let measures = rows[row, 7]
      else { throw StoredAlertUnreadable(alertID: id) }
      return StoredAlert(
        detector: rows[row, 2] ?? "", subject: rows[row, 4] ?? "", fingerprint: elements(rows[row, 5]),
        reasonCodes: elements(rows[row, 6]), transactions: transactions[id] ?? [], records: records[id] ?? [],
        sinkClasses: elements(rows[row, 8]).compactMap { SinkClass(rawValue: $0) },
        hopsMax: rows[row, 9].flatMap { Int($0) } ?? 0, isLowerBound: rows[row, 10] == "t",
        firstSeenAt: try Instant(timestamp: firstSeen), windowFrom: try Instant(timestamp: from),
        windowTo: try Instant(timestamp: to), listVersions: elements(rows[row, 16]),
        latest: .init(
          at: try Instant(timestamp: lastSeen), detectorVersion: version, maturity: maturity,
          parameterDigest: rows[row, 17] ?? "", measures: try [String: Measure](jsonText: measures)))
    }
  }

  /// Writes alerts with their evidence, some hundred at once. Call it inside the run's one write transaction.
  package func write(_ alerts: [Alert], run: String) throws {
    for first in stride(from: 0, to: alerts.count, by: 256) {
      let some = alerts[first..<min(first + 256, alerts.count)]
      try writeHeads(of: some, run: run)
      try writeTransactions(of: some)
      try writeRecords(of: some)
    }
  }

  private func writeHeads(of alerts: ArraySlice<Alert>, run: String) throws {
    let (stored, words) = (alerts.map(\.stored), alerts.map(\.narrative))
    _ = try session.execute(
      SQL.text("queries/write_alerts"),
      [
        run, textArray(alerts.map(\.alertID)), textArray(stored.map(\.key.hex)),
        textArray(stored.map(\.detector)),
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
      ])
  }

  private func writeTransactions(of alerts: ArraySlice<Alert>) throws {
    let ids = alerts.flatMap { alert in alert.transactions.map { _ in alert.alertID } }
    let rows = alerts.flatMap(\.transactions)
    let evidence = rows.map(\.evidence)
    _ = try session.execute(
      SQL.text("queries/write_alert_transactions"),
      [
        textArray(ids), textArray(evidence.map(\.transactionID)), textArray(evidence.map(\.role.rawValue)),
        textArray(rows.map { $0.routeNumber.map(String.init) }),
        textArray(evidence.map { $0.hop.map(String.init) }),
        textArray(evidence.map(\.amount.description)), textArray(evidence.map(\.amountOriginal.description)),
        textArray(evidence.map(\.currencyOriginal)), textArray(evidence.map(\.bookedAt.description)),
        textArray(evidence.map(\.debtorID)), textArray(evidence.map(\.creditorID)),
        textArray(evidence.map { String($0.role.counts) }), textArray(evidence.map(\.route)),
        textArray(rows.map(\.firstSeenAt.description)),
      ])
  }

  private func writeRecords(of alerts: ArraySlice<Alert>) throws {
    let ids = alerts.flatMap { alert in alert.records.map { _ in alert.alertID } }
    let records = alerts.flatMap(\.records)
    _ = try session.execute(
      SQL.text("queries/write_alert_records"),
      [
        textArray(ids), textArray(records.map(\.evidence.relation.rawValue)),
        textArray(records.map(\.evidence.recordID)),
        textArray(records.map(\.evidence.at.description)), textArray(records.map(\.evidence.summary)),
        textArray(records.map(\.firstSeenAt.description)),
      ])
  }

  /// How many of these alerts a suppression holds back as of the newest finished run.
  package func countSuppressed(_ alertIDs: [String]) throws -> Int {
    let rows = try session.execute(SQL.text("queries/count_suppressed"), [textArray(alertIDs)])
    return rows[0, 0].flatMap { Int($0) } ?? 0
  }

  private func loadTransactions(_ ids: String) throws -> [String: [SeenTransaction]] {
    let rows = try session.execute(SQL.text("queries/load_alert_transactions"), [ids])
    var found: [String: [SeenTransaction]] = [:]
    for row in 0..<rows.count {
      let id = rows[row, 0] ?? ""
      guard let transactionID = rows[row, 1], let role = rows[row, 2].flatMap({ EvidenceRole(rawValue: $0) }),
        let original = rows[row, 6].flatMap({ ExactDecimal($0) }), let bookedAt = rows[row, 8],
        let firstSeen = rows[row, 11]
      else { throw StoredAlertUnreadable(alertID: id) }
      let evidence = TransactionEvidence(
        transactionID: transactionID, role: role, route: rows[row, 3] ?? "",
        hop: rows[row, 4].flatMap { Int($0) },
        amount: try Money(rows[row, 5] ?? ""), amountOriginal: original, currencyOriginal: rows[row, 7] ?? "",
        bookedAt: try Instant(timestamp: bookedAt), debtorID: rows[row, 9] ?? "",
        creditorID: rows[row, 10] ?? "")
      found[id, default: []].append(SeenTransaction(evidence, firstSeenAt: try Instant(timestamp: firstSeen)))
    }
    return found
  }

  private func loadRecords(_ ids: String) throws -> [String: [SeenRecord]] {
    let rows = try session.execute(SQL.text("queries/load_alert_records"), [ids])
    var found: [String: [SeenRecord]] = [:]
    for row in 0..<rows.count {
      let id = rows[row, 0] ?? ""
      guard let relation = rows[row, 1].flatMap({ Relation(rawValue: $0) }), let recordID = rows[row, 2],
        let at = rows[row, 3], let firstSeen = rows[row, 5]
      else { throw StoredAlertUnreadable(alertID: id) }
      let evidence = RecordEvidence(
        relation: relation, recordID: recordID, at: try Instant(timestamp: at), summary: rows[row, 4] ?? "")
      found[id, default: []].append(SeenRecord(evidence, firstSeenAt: try Instant(timestamp: firstSeen)))
    }
    return found
  }
}

/// A row of the alert tables that this version cannot read.
package struct StoredAlertUnreadable: Error, CustomStringConvertible {
  package let alertID: String

  package var description: String {
    "weir.alerts, alert \(alertID): the stored row cannot be read; was it written by another version or by hand?"
  }
}
