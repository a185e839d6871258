package import Alerts
package import Detection
package import Ledger
package import Postgres

/// Everything `weir explain` tells of one case: what is stored, and the reckoning that it comes from.
package struct CaseStory: Sendable {
  package let caseID: String
  package let headline: String
  /// As stored; `reckoned` has what the signals of today's detectors amount to.
  package let severity: String
  package let priority: Int64
  package let amount: ExactDecimal
  package let currency: String
  package let openedAt: Instant
  package let updatedAt: Instant
  /// Where it stands, in one line.
  package let state: String
  /// The founding one first.
  package let alerts: [Member]
  package let reckoned: Case

  /// An alert of the case.
  package struct Member: Sendable {
    package let alertID: String
    package let detector: String
    package let subject: String
    package let severity: String
    package let score: Int
    package let state: String
    /// Nil for the founding alert.
    package let joinedBecause: String?
  }

  /// The case of this id, reckoned with the signals that each detector declares. Throws ``NoSuchCase``,
  /// ``StoredAlertUnreadable`` and ``PostgresError``.
  package init(of caseID: String, signals: [String: [Signal]], in session: Session) throws {
    let row = try session.execute(SQL.text("queries/explain_case"), [caseID])
    if row.isEmpty { throw NoSuchCase.empty(caseID) }
    func cell(_ column: Int) -> String { row[0, column] ?? "" }
    guard let priority = Int64(cell(2)), let amount = ExactDecimal(cell(3)) else {
      throw StoredAlertUnreadable(alertID: caseID)
    }
    self.caseID = caseID
    headline = cell(0)
    severity = cell(1)
    self.priority = priority
    self.amount = amount
    currency = cell(4)
    openedAt = try Instant(timestamp: cell(7))
    updatedAt = try Instant(timestamp: cell(8))
    state = row[0, 11].map { "\(cell(10)), with \($0)" } ?? cell(10)
    alerts = try Self.members(of: caseID, in: session)
    let store = CaseStore(session: session)
    let members = try store.members().filter { $0.caseID == caseID }.map(\.alert)
      .sorted { ($0.firstSeenAt, $0.alertID) < ($1.firstSeenAt, $1.alertID) }
    guard !members.isEmpty else { throw NoSuchCase.empty(caseID) }
    reckoned = Case(try store.withEvidence(members), joinedAt: updatedAt, signals: signals)
  }

  private static func members(of caseID: String, in session: Session) throws -> [Member] {
    let rows = try session.execute(SQL.text("queries/explain_case_alerts"), [caseID])
    return (0..<rows.count).map { row in
      Member(
        alertID: rows[row, 0] ?? "", detector: rows[row, 1] ?? "", subject: rows[row, 2] ?? "",
        severity: rows[row, 3] ?? "", score: rows[row, 4].flatMap { Int($0) } ?? 0, state: rows[row, 5] ?? "",
        joinedBecause: rows[row, 6])
    }
  }
}
