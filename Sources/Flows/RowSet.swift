import Window

/// A set of rows that also numbers them: a bit a row, and a count of those before for every 64.
///
/// Source: G. Jacobson, "Space-efficient static trees and graphs" (1989): rank by popcount.
struct RowSet: Sendable {
  private let first: Int
  private let bits: [UInt64]
  /// Members before each word of `bits`.
  private let before: [Int32]
  let count: Int

  /// - Parameter marks: called once with each row, ascending: 1 for a member, 0 for any other.
  @inline(__always)
  init(among rows: Range<Int>, _ mark: (Int) -> UInt64) {
    var (bits, before): ([UInt64], [Int32]) = ([], [])
    bits.reserveCapacity((rows.count + 63) / 64)
    before.reserveCapacity((rows.count + 63) / 64)
    var count = 0
    rows.forEachWord(of: mark) { _, word in
      bits.append(word)
      before.append(Int32(count))
      count += word.nonzeroBitCount
    }
    first = rows.lowerBound
    self.bits = bits
    self.before = before
    self.count = count
  }

  /// How many members are smaller, which numbers the members from 0; nil for a row that is none. O(1).
  @inline(__always)
  func place(_ row: Int) -> Int? {
    let place = row - first
    let (word, bit) = (bits[place >> 6], UInt64(1) << UInt64(place & 63))
    return word & bit == 0 ? nil : Int(before[place >> 6]) + (word & (bit - 1)).nonzeroBitCount
  }

  /// The members, ascending. O(rows / 64 + members).
  var members: [Int32] {
    var members: [Int32] = []
    members.reserveCapacity(count)
    for (place, word) in bits.enumerated() {
      word.forEachBit { members.append(Int32(first + place << 6 + $0)) }
    }
    return members
  }
}
