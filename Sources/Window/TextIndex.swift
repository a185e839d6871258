/// Finds texts of a ``TextColumn`` by what they are: open addressing with linear probing, at most three quarters full, eight
/// bytes a slot. Half of the hash says of most slots that they hold another text, without a look at that text, which lies
/// somewhere else in memory; and where each goes when there are more slots. The texts themselves tell the rest.
struct TextIndex: Sendable {
  /// Of each slot: the upper half of its text's hash, and below it one more than its place; 0 for a free one.
  private var slots: [UInt64] = Array(repeating: 0, count: 16)
  private var shift: UInt64 = 60
  private var count = 0

  /// The slot that holds the text, and its place; or the free slot it would go into, and -1.
  @inline(__always)
  func place(
    of key: TextKey, hash: UInt64, in bytes: [UInt8], among texts: TextColumn
  ) -> (slot: Int, found: Int32) {
    let slots = slots.span
    var slot = Int(truncatingIfNeeded: hash >> shift)
    while slots[slot] != 0 {
      if (slots[slot] ^ hash) & Self.upper == 0 {
        let found = Int32(truncatingIfNeeded: slots[slot]) - 1
        if texts.holds(key, hash: hash, in: bytes, at: Int(found)) { return (slot, found) }
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return (slot, -1)
  }

  /// For each of many hashes the place of the text that most likely is the one looked for, or -1 when it is not here.
  ///
  /// Slots lie at random in memory, and a branch on what lies there would make each look wait for the one before. So all are
  /// fetched at once without one, and what is then decided lies in the caches. O(hashes) expected.
  func candidates(_ hashes: [UInt64]) -> [Int32] {
    let slots = slots.span
    let firsts = Array(capacity: hashes.count) { firsts in
      for hash in hashes { firsts.append(slots[Int(truncatingIfNeeded: hash >> shift)]) }
    }
    return Array(capacity: hashes.count) { places in
      for (row, hash) in hashes.enumerated() {
        var (text, slot) = (firsts[row], Int(truncatingIfNeeded: hash >> shift))
        while text != 0 && (text ^ hash) & Self.upper != 0 {
          slot = (slot + 1) & (slots.count - 1)
          text = slots[slot]
        }
        // A free slot gives -1.
        places.append(Int32(truncatingIfNeeded: text) - 1)
      }
    }
  }

  /// Puts a text into the free slot that ``place(of:hash:in:among:)`` gave. Amortised O(1).
  mutating func fill(_ slot: Int, with place: Int32, hash: UInt64) {
    slots[slot] = hash & Self.upper | UInt64(place + 1)
    count += 1
    if count * 4 > slots.count * 3 { grow() }
  }

  private static let upper: UInt64 = 0xFFFF_FFFF_0000_0000

  /// Twice the slots. Texts stay in the order of their hashes, so that memory is gone through from one end to the other.
  private mutating func grow() {
    let old = slots
    slots = Array(repeating: 0, count: 2 * old.count)
    shift -= 1
    for text in old where text != 0 {
      var slot = Int(truncatingIfNeeded: text >> shift)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = text
    }
  }
}
