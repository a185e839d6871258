import Window

/// A set of parties, a bit each: small enough that asking after parties at random stays in the caches.
struct PartySet: Sendable {
  private var bits: [UInt64]
  /// In the order they were added.
  private(set) var members: [Party] = []

  init(parties: Int) { bits = Array(repeating: 0, count: (parties + 63) / 64) }

  /// 1 for a member, 0 for any other; O(1), and nothing to decide.
  @inline(__always)
  func mark(_ party: Party) -> UInt64 { bits[Int(party) >> 6] >> UInt64(party & 63) & 1 }

  func contains(_ party: Party) -> Bool { mark(party) == 1 }

  mutating func insert(_ party: Party) {
    if contains(party) { return }
    bits[Int(party) >> 6] |= 1 << UInt64(party & 63)
    members.append(party)
  }
}
