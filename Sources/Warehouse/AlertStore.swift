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
    if rows.isEmpty { return [] }
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
