package import Detection
package import Ledger

/// A row of `alert_transactions` and the evaluation point that first saw it.
package struct SeenTransaction: Hashable, Sendable {
  /// What makes two rows one.
  package struct Key: Hashable, Sendable {
    package let role: EvidenceRole
    package let route: Bytewise
    package let hop: Int?
    package let transactionID: Bytewise
  }

  package var evidence: TransactionEvidence
  package var firstSeenAt: Instant

  package init(_ evidence: TransactionEvidence, firstSeenAt: Instant) {
    self.evidence = evidence
    self.firstSeenAt = firstSeenAt
  }

  package var key: Key {
    Key(
      role: evidence.role, route: Bytewise(evidence.route), hop: evidence.hop,
      transactionID: Bytewise(evidence.transactionID))
  }

  /// The row as the earlier point saw it; where amounts count, with the larger amount.
  ///
  /// Commutative, associative and idempotent over rows of one key. The amount comes last in the order, so that
  /// replacing it by the maximum cannot change which row is the earlier one.
  package mutating func join(_ other: SeenTransaction) {
    let amount = max(evidence.amount, other.evidence.amount)
    if other.isBefore(self) { self = other }
    if evidence.role.counts { evidence.amount = amount }
  }

  private func isBefore(_ other: SeenTransaction) -> Bool {
    let (mine, theirs) = (evidence, other.evidence)
    let left = (firstSeenAt, mine.bookedAt, Bytewise(mine.debtorID), Bytewise(mine.creditorID))
    let right = (other.firstSeenAt, theirs.bookedAt, Bytewise(theirs.debtorID), Bytewise(theirs.creditorID))
    if left != right { return left < right }
    let (original, otherOriginal) = (mine.amountOriginal, theirs.amountOriginal)
    return (Bytewise(mine.currencyOriginal), original.mantissa, original.scale, mine.amount)
      < (Bytewise(theirs.currencyOriginal), otherOriginal.mantissa, otherOriginal.scale, theirs.amount)
  }

  /// Ascending by (booked_at, transaction id, role, route, hop), text bytewise: the order of a ``Scheme``.
  package static func inOrder(_ left: SeenTransaction, _ right: SeenTransaction) -> Bool {
    let (first, second) = (left.evidence, right.evidence)
    if first.bookedAt != second.bookedAt { return first.bookedAt < second.bookedAt }
    let (one, two) = (left.key, right.key)
    return (one.transactionID, Bytewise(one.role.rawValue), one.route, one.hop ?? 0)
      < (two.transactionID, Bytewise(two.role.rawValue), two.route, two.hop ?? 0)
  }
}

/// A row of `alert_records` and the evaluation point that first saw it.
package struct SeenRecord: Hashable, Sendable {
  /// What makes two rows one.
  package struct Key: Hashable, Sendable {
    package let relation: Relation
    package let recordID: Bytewise
  }

  package var evidence: RecordEvidence
  package var firstSeenAt: Instant

  package init(_ evidence: RecordEvidence, firstSeenAt: Instant) {
    self.evidence = evidence
    self.firstSeenAt = firstSeenAt
  }

  package var key: Key { Key(relation: evidence.relation, recordID: Bytewise(evidence.recordID)) }

  /// The row as the earlier point saw it. Commutative, associative and idempotent over rows of one key.
  package mutating func join(_ other: SeenRecord) {
    let mine = (firstSeenAt, evidence.at, Bytewise(evidence.summary))
    let theirs = (other.firstSeenAt, other.evidence.at, Bytewise(other.evidence.summary))
    if theirs < mine { self = other }
  }

  /// Ascending by (at, relation, record id), the id bytewise: the order of a ``Scheme``.
  package static func inOrder(_ left: SeenRecord, _ right: SeenRecord) -> Bool {
    (left.evidence.at, left.evidence.relation, Bytewise(left.evidence.recordID))
      < (right.evidence.at, right.evidence.relation, Bytewise(right.evidence.recordID))
  }
}
