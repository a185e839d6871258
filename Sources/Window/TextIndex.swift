/// Finds texts of a ``TextColumn`` by what they are: open addressing with linear probing, at most three quarters full, five
/// bytes a slot. A byte of the hash says of most slots that they hold another text, without a look at that text, which lies
/// somewhere else in memory; the texts themselves tell the rest.
struct TextIndex: Sendable {
  /// Of each slot: ``tag(_:)`` of its text's hash, 0 for a free one.
  private var tags: [UInt8] = Array(repeating: 0, count: 16)
  private var slots: [Int32] = Array(repeating: -1, count: 16)
  private var shift: UInt64 = 60
  private(set) var count = 0

  /// The slot that holds the text, and its place; or the free slot it would go into, and -1.
  @inline(__always)
  func place(
    of key: TextKey, hash: UInt64, in bytes: [UInt8], among texts: TextColumn
  ) -> (slot: Int, found: Int32) {
    let tags = tags.span
    let tag = Self.tag(hash)
    var slot = Int(truncatingIfNeeded: hash >> shift)
    while tags[slot] != 0 {
      if tags[slot] == tag {
        let found = slots.span[slot]
        if texts.holds(key, hash: hash, in: bytes, at: Int(found)) { return (slot, found) }
      }
      slot = (slot + 1) & (tags.count - 1)
    }
    return (slot, -1)
  }

  /// For each of many hashes the place of the text that first may be the one looked for, or -1 when it is not here.
  ///
  /// Slots lie at random in memory, and a branch on what lies there would make each look wait for the one before. So all are
  /// looked at once without one, and what is then decided lies in the caches. O(hashes) expected.
  func candidates(_ hashes: [UInt64]) -> [Int32] {
    let (tags, slots) = (tags.span, slots.span)
    var firsts = Array(capacity: hashes.count) { firsts in
      for hash in hashes { firsts.append(tags[Int(truncatingIfNeeded: hash >> shift)]) }
    }
    let found: [Int] = Array(capacity: hashes.count) { found in
      for (row, hash) in hashes.enumerated() {
        let tag = Self.tag(hash)
        var slot = Int(truncatingIfNeeded: hash >> shift)
        while firsts[row] != 0 && firsts[row] != tag {
          slot = (slot + 1) & (tags.count - 1)
          firsts[row] = tags[slot]
        }
        found.append(slot)
      }
    }
    // A free slot holds -1.
    return Array(capacity: hashes.count) { places in for slot in found { places.append(slots[slot]) } }
  }

  /// Puts a text into the free slot that ``place(of:hash:in:among:)`` gave. Amortised O(1).
  mutating func fill(_ slot: Int, with place: Int32, hash: UInt64, among texts: TextColumn) {
    (tags[slot], slots[slot]) = (Self.tag(hash), place)
    count += 1
    if count * 4 > slots.count * 3 { grow(texts) }
  }

  /// Not 0; of other bits than those that find the slot, and than those a ``TextColumn`` keeps.
  @inline(__always)
  private static func tag(_ hash: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: hash >> 16) | 1 }

  /// Twice the slots. Texts are put in anew in the order of their places, which is that of their memory.
  private mutating func grow(_ texts: TextColumn) {
    var isHere = Array(repeating: false, count: texts.count)
    for place in slots where place >= 0 { isHere[Int(place)] = true }
    let size = slots.count * 2
    shift -= 1
    tags = Array(repeating: 0, count: size)
    slots = Array(repeating: -1, count: size)
    let bytes = texts.storage
    for place in isHere.indices where isHere[place] {
      let hash = texts.key(place).hash(bytes)
      var slot = Int(truncatingIfNeeded: hash >> shift)
      while tags[slot] != 0 { slot = (slot + 1) & (size - 1) }
      (tags[slot], slots[slot]) = (Self.tag(hash), Int32(place))
    }
  }
}
