package import Evaluation
import Detection
import Ledger
import Postgres

extension AlertStore {
  /// Every active alert as evaluation looks at it, by detector and subject. Throws ``StoredAlertUnreadable`` for rows no
  /// Weir wrote.
  package func evaluated() throws -> [EvaluatedAlert] {
    var (shown, evidence): ([String: Set<String>], [String: Set<String>]) = ([:], [:])
    let transactions = try session.execute(SQL.text("queries/evaluated_evidence"))
    for row in 0..<transactions.count {
      let (alert, transaction) = (transactions[row, 0] ?? "", transactions[row, 1] ?? "")
      shown[alert, default: []].insert(transaction)
      if transactions[row, 2] != EvidenceRole.context.rawValue {
        evidence[alert, default: []].insert(transaction)
      }
    }
    let rows = try session.execute(SQL.text("queries/evaluated_alerts"))
    return try (0..<rows.count).map { row in
      let id = rows[row, 0] ?? ""
      guard let severity = Severity(rawValue: rows[row, 3] ?? ""), let seen = rows[row, 5],
        let from = rows[row, 6], let to = rows[row, 7]
      else { throw StoredAlertUnreadable(alertID: id) }
      return EvaluatedAlert(
        detector: rows[row, 1] ?? "", subject: rows[row, 2] ?? "", severity: severity,
        headline: rows[row, 4] ?? "", firstSeenAt: try Instant(timestamp: seen),
        windowFrom: try Instant(timestamp: from), windowTo: try Instant(timestamp: to),
        shown: shown[id] ?? [], evidence: evidence[id] ?? [])
    }
  }
}
