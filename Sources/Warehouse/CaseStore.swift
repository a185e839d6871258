package import Alerts
import Detection
import Ledger
package import Postgres

/// The case tables: reads the alerts that belong into cases, writes the cases as grouped.
package struct CaseStore {
  let session: Session

  package init(session: Session) { self.session = session }

  /// An alert, and the case it is in so far.
  package typealias Member = (alert: CaseAlert, caseID: String?)

  /// Every alert that is or must be in a case, its evidence not yet added. Throws ``StoredAlertUnreadable``.
  package func members() throws -> [Member] {
    let rows = try session.execute(SQL.text("queries/load_case_members"))
    return try (0..<rows.count).map { row in
      guard let id = rows[row, 0], let severity = rows[row, 4].flatMap({ Severity(rawValue: $0) }),
        let firstSeen = rows[row, 7]
      else { throw StoredAlertUnreadable(alertID: rows[row, 0] ?? "") }
      let alert = CaseAlert(
        alertID: id, subject: rows[row, 2] ?? "", detector: rows[row, 3] ?? "", severity: severity,
        amount: try Money(rows[row, 5] ?? ""), currency: rows[row, 6] ?? "",
        firstSeenAt: try Instant(timestamp: firstSeen), headline: rows[row, 8] ?? "",
        reasonCodes: Set(elements(rows[row, 9])))
      return (alert, rows[row, 1])
    }
  }

  /// The ties that may tie: hubs are left out.
  package func ties() throws -> [Tie] {
    try ties(session.execute(SQL.text("queries/load_case_ties"), [String(Tie.crowdLimit)]))
  }

  /// All known ties of some alerts.
  package func ties(of alertIDs: [String]) throws -> [Tie] {
    try ties(session.execute(SQL.text("queries/load_alert_ties"), [textArray(alertIDs)]))
  }

  private func ties(_ rows: Rows) throws -> [Tie] {
    try (0..<rows.count).map { row in
      guard let kind = rows[row, 1].flatMap({ Tie.Kind(rawValue: $0) }), let firstSeen = rows[row, 3] else {
        throw StoredAlertUnreadable(alertID: rows[row, 0] ?? "")
      }
      return Tie(
        alertID: rows[row, 0] ?? "", kind: kind, value: rows[row, 2] ?? "",
        firstSeenAt: try Instant(timestamp: firstSeen), sharedBy: rows[row, 4].flatMap { Int($0) })
    }
  }

  /// Adds ties, or dates them earlier. Call it inside the run's one write transaction.
  package func write(_ ties: [Tie]) throws {
    if ties.isEmpty { return }
    _ = try session.execute(
      SQL.text("queries/write_alert_ties"),
      with: [
        .uuids(ties.map(\.alertID)), .texts(ties.map(\.kind.rawValue)), .texts(ties.map(\.value)),
        .instants(ties.map(\.firstSeenAt)), .integers(ties.map(\.sharedBy)),
      ])
  }

  /// The alerts with what their evidence says of time and money.
  package func withEvidence(_ alerts: [CaseAlert]) throws -> [CaseAlert] {
    var known = Dictionary(uniqueKeysWithValues: alerts.map { ($0.alertID, $0) })
    let rows = try session.execute(
      SQL.text("queries/load_case_evidence"), [textArray(alerts.map(\.alertID))])
    for row in 0..<rows.count {
      guard let id = rows[row, 0] else { continue }
      if let transaction = rows[row, 1], let amount = rows[row, 2] {
        known[id]?.counted[transaction] = try Money(amount).micros
      } else if let at = rows[row, 3], let seen = rows[row, 4], let grownAt = known[id]?.grownAt {
        known[id]?.newestAt = try Instant(timestamp: at)
        known[id]?.grownAt = max(grownAt, try Instant(timestamp: seen))
      }
    }
    return alerts.compactMap { known[$0.alertID] }
  }

  /// Writes cases and puts their alerts into them; cases that became part of another go. Call it inside the run's one
  /// write transaction.
  package func write(_ cases: [Case], _ memberships: [CaseMembership]) throws {
    if cases.isEmpty { return }
    _ = try session.execute(
      SQL.text("queries/write_cases"),
      with: [
        .uuids(cases.map(\.caseID)), .texts(cases.map(\.lead.subject)),
        .texts(cases.map(\.severity.rawValue)),
        .bigints(cases.map(\.priority)), .texts(cases.map(\.headline)),
        .decimals(cases.map { ExactDecimal(mantissa: $0.amountMicros, scale: 6) }),
        .integers(cases.map(\.alertCount)), .instants(cases.map(\.openedAt)),
        .instants(cases.map(\.updatedAt)), .texts(cases.map(\.currency)), .uuids(cases.map(\.lead.alertID)),
        .texts(cases.map { $0.families.map(\.rawValue).joined(separator: " ") }),
        .integers(cases.map(\.subjectCount)), .instants(cases.map(\.newestAt)),
      ])
    func caseID(_ founder: String) -> String { CaseGrouping.caseID(foundedBy: founder) }
    _ = try session.execute(
      SQL.text("queries/write_case_alerts"),
      with: [
        .uuids(memberships.map(\.alertID)), .uuids(memberships.map { caseID($0.founder) }),
        .uuids(memberships.map { caseID($0.alertID) }), .instants(memberships.map { $0.joining?.at }),
        .uuids(memberships.map { ($0.joining?.founder).map(caseID) }),
        .texts(memberships.map { $0.joining?.because }),
      ])
    _ = try session.execute(SQL.text("queries/delete_merged_cases"))
  }
}

/// A row of `weir.case_alerts`.
package struct CaseMembership: Sendable {
  package let alertID: String
  /// The alert that founded the case.
  package let founder: String
  /// Nil for the founder.
  package let joining: CaseGrouping.Joining?

  package init(alertID: String, founder: String, joining: CaseGrouping.Joining?) {
    self.alertID = alertID
    self.founder = founder
    self.joining = joining
  }
}
