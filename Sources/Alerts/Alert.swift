package import Detection
package import Ledger
package import Window

/// One row of `weir.alerts`, with its evidence: what the world sees of a ``StoredAlert``.
package struct Alert: Hashable, Sendable {
  package let alertID: String
  package let schemeKey: SchemeKey
  /// The detector's id.
  package let detector: String
  package let detectorVersion: Int
  package let subject: String
  package let fingerprint: [String]
  package let severity: Severity
  /// Sum of the signals' points; it has no upper bound.
  package let score: Int
  package let headline: String
  package let whoInvolved: String
  package let whatHappened: String
  package let whenHappened: String
  package let whereMoved: String
  package let whySuspicious: String
  package let howDone: String
  /// In the order the detector declares them, then those it no longer declares, ascending.
  package let reasonCodes: [String]
  /// Exact sum of the evidence that counts (``EvidenceRole/counts``), in `currency`.
  package let amount: Money
  package let currency: String
  /// Distinct transactions among the evidence.
  package let transactionCount: Int
  package let hopsMax: Int
  /// In order of precedence.
  package let sinkClasses: [SinkClass]
  package let windowFrom: Instant
  package let windowTo: Instant
  package let firstSeenAt: Instant
  package let lastSeenAt: Instant
  package let maturity: Maturity
  package let isLowerBound: Bool
  /// JSON, as ``Swift/Dictionary/jsonText`` writes it.
  package let measures: String
  /// Name and version of every list that was in force, ascending.
  package let listVersions: [String]
  /// Ascending by (booked_at, transaction id, role, route, hop).
  package let transactions: [AlertTransaction]
  /// Ascending by (at, relation, record id).
  package let records: [SeenRecord]

  /// The row of a scheme, worded by its own detector with the names that `window` has for the parties.
  ///
  /// Throws ``LedgerError/overflow(_:)`` when the amounts do not add up to an exact total, and what the detector's
  /// narrative throws. O(rows · log rows).
  package init(of stored: StoredAlert, by detector: any Detector, in window: Window) throws {
    let scheme = stored.scheme(declaring: type(of: detector).signals)
    let narrative = try detector.narrative(of: scheme, in: window)
    let declared = scheme.signals.map(\.code)
    alertID = stored.key.alertID
    schemeKey = stored.key
    self.detector = stored.detector
    detectorVersion = stored.latest.detectorVersion
    subject = stored.subject
    fingerprint = stored.fingerprint
    severity = Severity(scheme.signals)
    score = scheme.signals.reduce(0) { $0 + $1.points }
    headline = narrative.headline
    whoInvolved = narrative.who
    whatHappened = narrative.what
    whenHappened = narrative.when
    whereMoved = narrative.whereMoved
    whySuspicious = narrative.why
    howDone = narrative.how
    reasonCodes = declared + stored.reasonCodes.subtracting(declared).sorted()
    amount = try scheme.amount()
    currency = window.currency
    transactionCount = Set(scheme.transactions.map { Bytewise($0.transactionID) }).count
    hopsMax = stored.hopsMax
    sinkClasses = stored.sinkClasses.sorted()
    windowFrom = stored.windowFrom
    windowTo = stored.windowTo
    firstSeenAt = stored.firstSeenAt
    lastSeenAt = stored.lastSeenAt
    maturity = stored.latest.maturity
    isLowerBound = stored.isLowerBound
    measures = stored.latest.measures.jsonText
    listVersions = stored.listVersions.sorted()
    transactions = AlertTransaction.numbered(Array(stored.transactions.values))
    records = stored.records.values.sorted(by: SeenRecord.inOrder)
  }
}
