package import Detection
package import Ledger
package import Window

/// One row of `weir.alerts`, with its evidence: a ``StoredAlert`` as its detector judges and words it.
package struct Alert: Equatable, Sendable {
  /// Key, detector, version, subject, window, points, hops, maturity, lower bound.
  package let stored: StoredAlert
  package let severity: Severity
  /// Sum of the signals' points; it has no upper bound.
  package let score: Int
  /// `headline` and the six texts of the row.
  package let narrative: Narrative
  /// In the order the detector declares them, then those it no longer declares, ascending.
  package let reasonCodes: [String]
  /// Exact sum of the evidence that counts (``EvidenceRole/counts``), in `currency`.
  package let amount: Money
  package let currency: String
  /// Ascending by (booked_at, transaction id, role, route, hop).
  package let transactions: [AlertTransaction]
  /// Ascending by (at, relation, record id).
  package let records: [SeenRecord]

  /// As read back from `weir.alerts`. O(rows · log rows).
  package init(
    stored: StoredAlert, severity: Severity, score: Int, narrative: Narrative, reasonCodes: [String],
    amount: Money,
    currency: String
  ) {
    self.stored = stored
    self.severity = severity
    self.score = score
    self.narrative = narrative
    self.reasonCodes = reasonCodes
    self.amount = amount
    self.currency = currency
    transactions = AlertTransaction.numbered(Array(stored.transactions.values))
    records = stored.records.values.sorted(by: SeenRecord.inOrder)
  }

  /// Judged and worded by its own detector, with the names that `window` has for the parties.
  ///
  /// Throws ``LedgerError/overflow(_:)`` when the amounts do not add up to an exact total, and what the detector's
  /// narrative throws. O(rows · log rows).
  package init(of stored: StoredAlert, by detector: any Detector, in window: Window) throws {
    let scheme = stored.scheme(declaring: type(of: detector).signals)
    let declared = scheme.signals.map(\.code)
    self.init(
      stored: stored, severity: Severity(scheme.signals), score: scheme.signals.reduce(0) { $0 + $1.points },
      narrative: try detector.narrative(of: scheme, in: window),
      reasonCodes: declared + stored.reasonCodes.subtracting(declared).sorted(), amount: try scheme.amount(),
      currency: window.currency)
  }

  /// A UUID, the same for this scheme in every database.
  package var alertID: String { stored.key.alertID }

  /// Distinct transactions among the evidence. O(rows).
  package var transactionCount: Int { Set(transactions.map { Bytewise($0.evidence.transactionID) }).count }

  /// In order of precedence.
  package var sinkClasses: [SinkClass] { stored.sinkClasses.sorted() }

  /// JSON, as ``Swift/Dictionary/jsonText`` writes it.
  package var measures: String { stored.latest.measures.jsonText }

  /// Name and version of every list that was in force, ascending.
  package var listVersions: [String] { stored.listVersions.sorted() }
}
