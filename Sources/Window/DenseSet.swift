/// A set of parties, text handles or other small numbers, a bit each: small enough that asking after numbers at random stays
/// in the caches, where a column of a byte or four a party would not.
///
/// Public, as is asking, so that loops over millions of rows in other modules need no call.
public struct DenseSet: Sendable {
  @usableFromInline var bits: [UInt64]
  /// In the order they were added.
  package private(set) var members: [Int32] = []

  /// Of none of the numbers in `0..<count`.
  package init(upTo count: Int) { bits = Array(repeating: 0, count: (count + 63) / 64) }

  package var isEmpty: Bool { members.isEmpty }

  /// 1 for a member, 0 for any other; O(1), and nothing to decide.
  @inlinable
  public func mark(_ number: Int32) -> UInt64 {
    let number = UInt32(bitPattern: number)
    return bits[Int(number >> 6)] >> UInt64(number & 63) & 1
  }

  @inlinable
  public func contains(_ number: Int32) -> Bool { mark(number) == 1 }

  /// Amortised O(1).
  package mutating func insert(_ number: Int32) {
    if contains(number) { return }
    bits[Int(number) >> 6] |= 1 << UInt64(number & 63)
    members.append(number)
  }

  /// Adds the endpoints that members registered. O(endpoints).
  package mutating func insertEndpoints(of parties: Parties) {
    let owned = parties.endpoints.filter { $0.owner.map { contains($0) } ?? false }
    for endpoint in owned { insert(endpoint.party) }
  }
}
