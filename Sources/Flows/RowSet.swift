/// A set of rows that also numbers them: a bit a row, and a count of those before for every 64.
///
/// Source: G. Jacobson, "Space-efficient static trees and graphs" (1989): rank by popcount.
struct RowSet: Sendable {
  let rows: Range<Int>
  private var bits: [UInt64]
  /// Members before each word of `bits`.
  private var before: [Int32] = []
  private(set) var count = 0

  init(among rows: Range<Int>) {
    self.rows = rows
    bits = Array(repeating: 0, count: (rows.count + 63) / 64)
  }

  /// Adds a row. Add all before the first ``place(_:)``, and call ``number()`` between.
  mutating func insert(_ row: Int) {
    let place = row - rows.lowerBound
    bits[place >> 6] |= 1 << UInt64(place & 63)
  }

  /// Counts the members. O(rows / 64).
  mutating func number() {
    before.reserveCapacity(bits.count)
    count = 0
    for word in bits {
      before.append(Int32(count))
      count += word.nonzeroBitCount
    }
  }

  /// How many members are smaller, which numbers the members from 0; nil for a row that is none. O(1).
  @inline(__always)
  func place(_ row: Int) -> Int? {
    let place = row - rows.lowerBound
    let (word, bit) = (bits[place >> 6], UInt64(1) << UInt64(place & 63))
    return word & bit == 0 ? nil : Int(before[place >> 6]) + (word & (bit - 1)).nonzeroBitCount
  }
}
