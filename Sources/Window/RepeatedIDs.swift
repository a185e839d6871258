import Ledger

/// Which rows have an id that an earlier row has.
struct RepeatedIDs: Sendable {
  private var numbers = IntegerSet()
  /// Rows whose number was met before.
  private var repeatedNumbers: [Int32] = []
  /// Of ids that are no numbers, or lie too far from the others: half of the hash, and below it the row.
  private var others: [UInt64] = []

  /// Notes the id of the next row. Amortised O(1).
  @inline(__always)
  mutating func append(_ key: TextKey, hash: UInt64, row: Int) {
    if case .integer(let value) = key, let isNew = numbers.insert(value) {
      if !isNew { repeatedNumbers.append(Int32(row)) }
    } else {
      others.append(hash & 0xFFFF_FFFF_0000_0000 | UInt64(row))
    }
  }

  /// The rows, in no particular order; `ids` are those of all rows. On two threads; O(rows) expected.
  func rows(among ids: TextColumn) -> [Int32] {
    let (some, rest) = concurrently({ (0..<4).flatMap { repeats(in: $0, among: ids) } }) {
      (4..<8).flatMap { repeats(in: $0, among: ids) }
    }
    return repeatedNumbers + some + rest
  }

  /// Equal ids stand together once they are in order of their hashes, which costs much less than to look each up when it
  /// comes; an eighth of them at a time, for little memory.
  private func repeats(in part: UInt64, among ids: TextColumn) -> [Int32] {
    let sorted = sortedByDigits(others.filter { $0 >> 61 == part }, from: 32)
    var found: [Int32] = []
    var start = 0
    while start < sorted.count {
      var end = start + 1
      while end < sorted.count, sorted[end] >> 32 == sorted[start] >> 32 { end += 1 }
      if end - start > 1 {
        let rows = sorted[start..<end].map { Int(UInt32(truncatingIfNeeded: $0)) }.sorted { one, other in
          ids.precedes(one, other) || one < other && !ids.precedes(other, one)
        }
        for (one, next) in zip(rows, rows.dropFirst()) where !ids.precedes(one, next) {
          found.append(Int32(next))
        }
      }
      start = end
    }
    return found
  }
}
