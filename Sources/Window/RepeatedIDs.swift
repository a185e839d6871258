import Ledger

/// Which ids come more than once.
struct RepeatedIDs: Sendable {
  private var numbers = IntegerSet()
  /// Hashes of numbers met before.
  private var repeated: Set<UInt64> = []
  /// Hashes of ids that are no numbers, or lie too far from the others.
  private var others: [UInt64] = []

  /// Notes the id of a row; `hash` is its ``TextKey/hash(_:)``. Amortised O(1).
  @inline(__always)
  mutating func append(_ key: TextKey, hash: UInt64) {
    if case .integer(let value) = key, let isNew = numbers.insert(value) {
      if !isNew { repeated.insert(hash) }
    } else {
      others.append(hash)
    }
  }

  /// The hashes of all ids that come more than once; very rarely the hash two other ids have in common. On two threads;
  /// O(ids) expected.
  func hashes() -> Set<UInt64> {
    let (some, rest) = concurrently({ (0..<4).flatMap(repeats) }) { (4..<8).flatMap(repeats) }
    return repeated.union(some).union(rest)
  }

  /// Equal hashes stand together once they are in order, which costs much less than to look each up when it comes; an eighth
  /// of them at a time, for little memory.
  private func repeats(in part: UInt64) -> [UInt64] {
    // Half of a hash is enough to bring equals, and very few others, together.
    let sorted = sortedByDigits(others.filter { $0 >> 61 == part }, from: 32)
    var found: [UInt64] = []
    var start = 0
    while start < sorted.count {
      var end = start + 1
      while end < sorted.count, sorted[end] >> 32 == sorted[start] >> 32 { end += 1 }
      if end - start > 1 {
        let alike = sorted[start..<end].sorted()
        found += zip(alike, alike.dropFirst()).filter { $0 == $1 }.map { $0.0 }
      }
      start = end
    }
    return found
  }
}
