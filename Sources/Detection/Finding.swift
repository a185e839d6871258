package import Ledger

/// What a detector saw at one evaluation point. A value: who stores or shows it is not the detector's business.
package struct Finding: Sendable {
  /// Identifier of the party the suspicion is about.
  package var subject: String
  /// What, besides detector and subject, makes it *this* scheme. It must not change as the scheme goes on.
  package var fingerprint: [String]
  package var signals: [Signal]
  /// Every transaction the finding rests on, no more and no fewer.
  package var transactions: [TransactionEvidence]
  package var records: [RecordEvidence]
  /// Figures behind the judgement, by `snake_case` name.
  package var measures: [String: Measure]
  package var sinkClasses: Set<SinkClass>
  /// The longest route, in transactions from the subject; 0 when the finding is not about routes.
  package var hopsMax: Int
  /// Whether a cap or a hub cut something off, so that the amount is a lower bound.
  package var isLowerBound: Bool

  package init(
    subject: String, fingerprint: [String] = [], signals: [Signal], transactions: [TransactionEvidence] = [],
    records: [RecordEvidence] = [], measures: [String: Measure] = [:], sinkClasses: Set<SinkClass> = [],
    hopsMax: Int = 0, isLowerBound: Bool = false
  ) {
    self.subject = subject
    self.fingerprint = fingerprint
    self.signals = signals
    self.transactions = transactions
    self.records = records
    self.measures = measures
    self.sinkClasses = sinkClasses
    self.hopsMax = hopsMax
    self.isLowerBound = isLowerBound
  }
}

/// Everything known of one scheme after merging every evaluation point that saw it.
///
/// Each part is joined by an operation that is commutative, associative and idempotent (union, maximum, the latest
/// point's), so the result depends on the set of points and not on the schedule of runs (design §8).
package struct Scheme: Sendable {
  package var subject: String
  package var fingerprint: [String]
  /// Union, in the order their detector declares them.
  package var signals: [Signal]
  /// Union, ascending by (booked_at, transaction id, role, route, hop).
  package var transactions: [TransactionEvidence]
  /// Union, ascending by (at, relation, record id).
  package var records: [RecordEvidence]
  /// Of the latest point.
  package var measures: [String: Measure]
  package var sinkClasses: Set<SinkClass>
  package var hopsMax: Int
  package var isLowerBound: Bool
  /// First and last evaluation point that saw it.
  package var firstSeenAt: Instant
  package var lastSeenAt: Instant

  package init(
    subject: String, fingerprint: [String], signals: [Signal], transactions: [TransactionEvidence],
    records: [RecordEvidence], measures: [String: Measure], sinkClasses: Set<SinkClass>, hopsMax: Int,
    isLowerBound: Bool, firstSeenAt: Instant, lastSeenAt: Instant
  ) {
    self.subject = subject
    self.fingerprint = fingerprint
    self.signals = signals
    self.transactions = transactions
    self.records = records
    self.measures = measures
    self.sinkClasses = sinkClasses
    self.hopsMax = hopsMax
    self.isLowerBound = isLowerBound
    self.firstSeenAt = firstSeenAt
    self.lastSeenAt = lastSeenAt
  }

  /// The transactions whose amounts add up to the scheme's, ascending in time.
  package var counted: [TransactionEvidence] { transactions.filter(\.role.counts) }

  /// Their exact total. Throws ``LedgerError/overflow(_:)``.
  package func amount() throws -> Money { try Money.sum(counted.map(\.amount)) }
}

/// The six questions of a SAR narrative (FFIEC manual, appendix L), answered in sentences.
package struct Narrative: Sendable, Equatable {
  /// One line for a queue.
  package var headline: String
  package var who: String
  package var what: String
  package var when: String
  /// Where the money moved.
  package var whereMoved: String
  package var why: String
  package var how: String

  package init(
    headline: String, who: String, what: String, when: String, whereMoved: String, why: String, how: String
  ) {
    self.headline = headline
    self.who = who
    self.what = what
    self.when = when
    self.whereMoved = whereMoved
    self.why = why
    self.how = how
  }
}
