package import Detection
package import Ledger

/// What the evaluation points of one run, by themselves, say of a scheme. A row of `weir.run_alerts`.
package struct MetAlert: Hashable, Sendable {
  package let key: SchemeKey
  package let detector: String
  package let subject: String
  package let fingerprint: [String]
  package let severity: Severity
  package let score: Int
  package let amount: Money
  /// In the order the detector declares them.
  package let reasonCodes: [String]
  package let transactionCount: Int
  package let recordCount: Int

  /// As read back.
  package init(
    key: SchemeKey, detector: String, subject: String, fingerprint: [String], severity: Severity, score: Int,
    amount: Money, reasonCodes: [String], transactionCount: Int, recordCount: Int
  ) {
    self.key = key
    self.detector = detector
    self.subject = subject
    self.fingerprint = fingerprint
    self.severity = severity
    self.score = score
    self.amount = amount
    self.reasonCodes = reasonCodes
    self.transactionCount = transactionCount
    self.recordCount = recordCount
  }

  /// `seen` must hold nothing but this run's points. Throws ``LedgerError/overflow(_:)``. O(rows).
  package init(_ seen: StoredAlert, declaring signals: [Signal]) throws {
    let raised = seen.raised(of: signals)
    let counted = seen.transactions.values.lazy.map(\.evidence).filter(\.role.counts)
    self.init(
      key: seen.key, detector: seen.detector, subject: seen.subject, fingerprint: seen.fingerprint,
      severity: Severity(raised), score: raised.reduce(0) { $0 + $1.points },
      amount: try Money.sum(counted.map(\.amount)), reasonCodes: raised.map(\.code),
      transactionCount: seen.transactions.count,
      recordCount: seen.records.count)
  }
}
