package import Detection
package import Ledger

/// An alert as a case sees it: what `weir.alerts` and its evidence say, summed up.
package struct CaseAlert: Sendable {
  package var alertID: String
  package var subject: String
  package var detector: String
  package var severity: Severity
  package var amount: Money
  package var currency: String
  package var firstSeenAt: Instant
  package var headline: String
  package var reasonCodes: Set<String>
  /// Micro-units of every transaction that counts.
  package var counted: [String: Int64] = [:]
  /// When the newest event in evidence happened, and the last evaluation point that added any.
  package var newestAt: Instant?
  package var grownAt: Instant

  package init(
    alertID: String, subject: String, detector: String, severity: Severity, amount: Money, currency: String,
    firstSeenAt: Instant, headline: String, reasonCodes: Set<String>
  ) {
    self.alertID = alertID
    self.subject = subject
    self.detector = detector
    self.severity = severity
    self.amount = amount
    self.currency = currency
    self.firstSeenAt = firstSeenAt
    self.headline = headline
    self.reasonCodes = reasonCodes
    grownAt = firstSeenAt
  }
}

/// A row of `weir.cases`: alerts that belong together, judged as one.
package struct Case: Sendable {
  package let caseID: String
  package let lead: CaseAlert
  package let severity: Severity
  /// What the severity comes from: of each subject by itself, ascending by id.
  package let subjects: [SubjectScore]
  /// See ``CasePriority``.
  package let priorityTerms: CasePriority.Terms
  package var priority: Int64 { priorityTerms.total }
  package let headline: String
  /// Micro-units of `currency`: every transaction that counts in any alert, once, with the largest amount it counts for.
  package let amountMicros: Int128
  package let currency: String
  package let alertCount: Int
  package let subjectCount: Int
  /// Families of signals that speak for suspicion, in the order they are declared.
  package let families: [SignalFamily]
  package let openedAt: Instant
  package let updatedAt: Instant
  package let newestAt: Instant

  /// Judges `alerts`, the founder first, with the signals that each detector declares.
  ///
  /// `joinedAt` is the last evaluation point at which an alert came in. Amounts in another currency than the leading
  /// alert's (the reporting currency was changed) are not added. O(alerts + transactions).
  package init(_ alerts: [CaseAlert], joinedAt: Instant, signals: [String: [Signal]]) {
    let lead = alerts.reduce(alerts[0]) { Self.leads($1, before: $0) ? $1 : $0 }
    self.lead = lead
    caseID = CaseGrouping.caseID(foundedBy: alerts[0].alertID)
    currency = lead.currency
    var largest: [String: Int64] = [:]
    for alert in alerts where alert.currency == lead.currency {
      largest.merge(alert.counted, uniquingKeysWith: max)
    }
    amountMicros = largest.values.reduce(into: Int128(0)) { $0 += Int128($1) }
    // Several people's signals are not one suspicion: they are added up for each subject by itself.
    let scores = Dictionary(grouping: alerts, by: \.subject).values
      .map { SubjectScore($0, signals: signals) }
      .sorted { Bytewise($0.subject) < Bytewise($1.subject) }
    subjects = scores
    subjectCount = scores.count
    severity = (scores.map(\.severity) + alerts.map(\.severity)).max() ?? lead.severity
    families = SignalFamily.allCases.filter { family in scores.contains { $0.families.contains(family) } }
    alertCount = alerts.count
    openedAt = alerts[0].firstSeenAt
    newestAt = alerts.compactMap(\.newestAt).max() ?? openedAt
    updatedAt = max(joinedAt, alerts.map(\.grownAt).max() ?? openedAt)
    priorityTerms = CasePriority.terms(micros: amountMicros, families: families.count, newestAt: newestAt)
    headline =
      alerts.count == 1
      ? lead.headline
      : "\(lead.headline); \(alerts.count) alerts on \(subjectCount) \(subjectCount == 1 ? "subject" : "subjects")"
  }

  /// The gravest, then the largest, then the first seen.
  private static func leads(_ left: CaseAlert, before right: CaseAlert) -> Bool {
    if left.severity != right.severity { return left.severity > right.severity }
    if left.amount != right.amount { return left.amount > right.amount }
    return (left.firstSeenAt, left.alertID) < (right.firstSeenAt, right.alertID)
  }
}
