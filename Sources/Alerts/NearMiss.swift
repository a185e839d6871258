package import Detection
package import Ledger

/// A scheme that one condition kept from being an alert, and not by much. A row of `weir.near_misses`.
package struct NearMiss: Sendable {
  /// How far a value may be off, in per mille of its limit. (judgement)
  package static let margin: Int64 = 200
  /// At one point no more than this many of one detector are kept, the nearest.
  package static let most = 500

  package let key: SchemeKey
  package let detector: String
  package let version: Int
  package let subject: String
  package let fingerprint: [String]
  package private(set) var firstSeenAt: Instant
  package private(set) var lastSeenAt: Instant
  /// The nearest miss and its point; the earliest of equally near ones.
  package private(set) var nearestAt: Instant
  package private(set) var condition: Condition

  /// Nil for a candidate that is a finding, or further off.
  package init?(_ candidate: Candidate, of detector: any Detector, at point: Instant) {
    guard let condition = candidate.nearMiss(within: Self.margin) else { return nil }
    self.detector = detector.id
    version = type(of: detector).version
    subject = candidate.subject
    fingerprint = candidate.fingerprint
    key = SchemeKey(detector: detector.id, subject: subject, fingerprint: fingerprint)
    (firstSeenAt, lastSeenAt, nearestAt) = (point, point, point)
    self.condition = condition
  }

  /// In per mille of the limit.
  package var offPerMille: Int64 { condition.distancePerMille }

  /// Takes in what another point says of the same scheme. Commutative, associative, idempotent.
  package mutating func join(_ other: NearMiss) {
    firstSeenAt = min(firstSeenAt, other.firstSeenAt)
    lastSeenAt = max(lastSeenAt, other.lastSeenAt)
    if (other.offPerMille, other.nearestAt) < (offPerMille, nearestAt) {
      (nearestAt, condition) = (other.nearestAt, other.condition)
    }
  }
}
