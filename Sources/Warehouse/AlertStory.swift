import Alerts
package import Detection
package import Ledger
package import Postgres

/// Everything the tables know of one alert: for `weir explain`.
package struct AlertStory: Sendable {
  /// The figures of the row; texts as stored.
  package let alertID: String
  package let caseID: String?
  package let detector: String
  package let detectorVersion: Int
  package let maturity: String
  /// Of the parameters in ``parameters``; empty on alerts from before it was kept.
  package let parameterDigest: String
  package let severity: String
  package let score: Int
  package let narrative: Narrative
  package let amount: Money
  package let currency: String
  package let transactionCount: Int
  package let isLowerBound: Bool
  package let firstSeenAt: Instant
  package let lastSeenAt: Instant
  package let windowFrom: Instant
  package let windowTo: Instant
  package let reasonCodes: [String]
  package let listVersions: [String]
  package let measures: [String: Measure]
  /// Where it stands, in one line.
  package let state: String
  /// The run that last wrote it, and the parameters its detector judged by, by name.
  package let runID: String
  package let parameters: [String: String]
  /// Evidence summed up by role or relation.
  package let evidence: [Evidence]
  /// Ascending in time.
  package let events: [Event]
  /// What the run did not look at, as sentences.
  package let gaps: [String]

  /// Evidence of one kind.
  package struct Evidence: Sendable {
    package let kind: String
    package let count: Int
    /// Nil where amounts do not count.
    package let amount: Money?
    package let from: Instant
    package let to: Instant
  }

  /// Something that happened to the alert.
  package struct Event: Sendable {
    package let at: Instant
    package let event: String
    package let actor: String
    /// Who it was assigned to, or how it was closed.
    package let detail: String?
    package let reason: String?
  }

  /// The alert whose id begins so. Throws ``AlertNotFound``, ``StoredAlertUnreadable`` and ``PostgresError``.
  package init(of beginning: String, in session: Session) throws {
    // % and _ would match more than they say.
    let rows =
      beginning.allSatisfy { $0.isHexDigit || $0 == "-" }
      ? try session.execute(SQL.text("queries/explain_alert"), [beginning.lowercased()]) : nil
    guard let rows, rows.count == 1, let id = rows[0, 0] else {
      throw AlertNotFound(beginning: beginning, isAmbiguous: rows.map { $0.count > 1 } ?? false)
    }
    func cell(_ column: Int) -> String { rows[0, column] ?? "" }
    func instant(_ column: Int) throws -> Instant { try Instant(timestamp: cell(column)) }
    guard let version = Int(cell(2)), let score = Int(cell(4)), let count = Int(cell(14)) else {
      throw StoredAlertUnreadable(alertID: id)
    }
    alertID = id
    detector = cell(1)
    detectorVersion = version
    severity = cell(3)
    self.score = score
    narrative = Narrative(
      headline: cell(5), who: cell(6), what: cell(7), when: cell(8), whereMoved: cell(9), why: cell(10),
      how: cell(11))
    amount = try Money(cell(12))
    currency = cell(13)
    transactionCount = count
    isLowerBound = cell(15) == "t"
    firstSeenAt = try instant(16)
    lastSeenAt = try instant(17)
    windowFrom = try instant(18)
    windowTo = try instant(19)
    reasonCodes = elements(rows[0, 20])
    listVersions = elements(rows[0, 21])
    measures = try [String: Measure](jsonText: cell(22))
    maturity = cell(23)
    runID = cell(24)
    caseID = rows[0, 25]
    var state = cell(26).replacing("_", with: " ")
    if let disposition = rows[0, 32] { state += " as \(disposition.replacing("_", with: " "))" }
    if let assignee = rows[0, 27] { state += ", with \(assignee)" }
    if let reason = rows[0, 28], !reason.isEmpty { state += ": \(reason)" }
    if let reason = rows[0, 29] {
      state +=
        "; suppressed until \(try instant(31)) by \(cell(30)), so it does not ask for attention: \(reason)"
    }
    self.state = state
    parameterDigest = rows[0, 33] ?? ""
    parameters = try Self.parameters(of: detector, parameterDigest, run: runID, in: session)
    evidence = try Self.evidence(of: id, in: session)
    events = try Self.events(of: id, in: session)
    let found = try session.execute(SQL.text("queries/explain_gaps"), [runID])
    gaps = (0..<found.count).compactMap { found[$0, 0] }
  }

  private static func parameters(
    of detector: String, _ digest: String, run: String, in session: Session
  ) throws -> [String: String] {
    let rows = try session.execute(SQL.text("queries/explain_parameters"), [run, detector, digest])
    var found: [String: String] = [:]
    for line in (rows[0, 0] ?? "").split(separator: "\n") {
      let sides = line.split(separator: " = ", maxSplits: 1).map(String.init)
      if sides.count == 2 { found[sides[0]] = sides[1] }
    }
    return found
  }

  private static func evidence(of id: String, in session: Session) throws -> [Evidence] {
    let rows = try session.execute(SQL.text("queries/explain_evidence"), [id])
    return try (0..<rows.count).map { row in
      Evidence(
        kind: rows[row, 0] ?? "", count: rows[row, 1].flatMap { Int($0) } ?? 0,
        amount: try rows[row, 2].map { try Money($0) }, from: try Instant(timestamp: rows[row, 3] ?? ""),
        to: try Instant(timestamp: rows[row, 4] ?? ""))
    }
  }

  private static func events(of id: String, in session: Session) throws -> [Event] {
    let rows = try session.execute(SQL.text("queries/explain_events"), [id])
    return try (0..<rows.count).map { row in
      Event(
        at: try Instant(timestamp: rows[row, 0] ?? ""), event: rows[row, 1] ?? "", actor: rows[row, 2] ?? "",
        detail: rows[row, 3], reason: rows[row, 4])
    }
  }
}

/// No alert, or more than one, has an id that begins so.
package struct AlertNotFound: Error, CustomStringConvertible {
  package let beginning: String
  package let isAmbiguous: Bool

  package var description: String {
    isAmbiguous
      ? "more than one alert begins with '\(beginning)': give more of the id"
      : "there is no alert '\(beginning)': weir.alerts has their ids"
  }
}
