/// A set of parties, text handles or other small numbers, a bit each: small enough that asking after numbers at random stays
/// in the caches, where a column of a byte or four a party would not.
///
/// Public, as are asking and adding, so that loops over millions of rows in other modules need no call.
public struct DenseSet: Sendable {
  @usableFromInline var bits: [UInt64]

  /// Of none of the numbers in `0..<count`.
  package init(upTo count: Int) { bits = Array(repeating: 0, count: (count + 63) / 64) }

  /// Of some of the numbers in `0..<count`.
  @inlinable
  public init(_ members: some Sequence<Int32>, upTo count: Int) {
    bits = Array(repeating: 0, count: (count + 63) / 64)
    for member in members { insert(member) }
  }

  /// O(numbers / 64).
  package var isEmpty: Bool { bits.allSatisfy { $0 == 0 } }

  /// Ascending. O(numbers / 64 + members).
  package var members: [Int32] {
    var members: [Int32] = []
    for (place, word) in bits.enumerated() {
      word.forEachBit { members.append(Int32(place << 6 + $0)) }
    }
    return members
  }

  /// 1 for a member, 0 for any other; O(1), and nothing to decide.
  @inlinable
  public func mark(_ number: Int32) -> UInt64 {
    let number = UInt32(bitPattern: number)
    return bits[Int(number >> 6)] >> UInt64(number & 63) & 1
  }

  @inlinable
  public func contains(_ number: Int32) -> Bool { mark(number) == 1 }

  /// O(1).
  @inlinable
  public mutating func insert(_ number: Int32) {
    bits[Int(number) >> 6] |= 1 << UInt64(number & 63)
  }

  /// O(1).
  @inlinable
  public mutating func remove(_ number: Int32) {
    bits[Int(number) >> 6] &= ~(1 << UInt64(number & 63))
  }

  /// Adds the endpoints that members registered. O(endpoints).
  package mutating func insertEndpoints(of parties: Parties) {
    for endpoint in parties.endpoints {
      if let owner = endpoint.owner, contains(owner) { insert(endpoint.party) }
    }
  }
}
