/// Numbers of 64 bits, in four bytes each as long as all lie near the first, as identifiers of a sequence do.
struct NearNumbers: Sendable {
  /// What numbers are more than `base`, modulo 2^64; empty once one was too far away.
  private var near: [UInt32] = []
  private var base: UInt64 = 0
  private var far: [UInt64] = []
  private var isNear = true

  var count: Int { isNear ? near.count : far.count }

  /// Bytes that they take.
  var memory: Int { near.capacity * 4 + far.capacity * 8 }

  @inline(__always)
  subscript(_ place: Int) -> UInt64 { isNear ? base &+ UInt64(near[place]) : far[place] }

  /// Makes room for so many numbers that are near.
  mutating func reserve(_ numbers: Int) { near.reserveCapacity(numbers) }

  /// Amortised O(1); O(numbers) for the first that is far away.
  @inline(__always)
  mutating func append(_ number: UInt64) {
    if !isNear { return far.append(number) }
    if near.isEmpty { base = number &- (1 << 31) }
    guard let offset = UInt32(exactly: number &- base) else { return widen(number) }
    near.append(offset)
  }

  /// Takes over the numbers of another column, each changed. O(numbers).
  mutating func take(_ next: inout NearNumbers, _ changed: (UInt64) -> UInt64) {
    for place in 0..<next.count { append(changed(next[place])) }
    next = NearNumbers()
  }

  private mutating func widen(_ number: UInt64) {
    far.reserveCapacity(near.count + 1)
    for offset in near { far.append(base &+ UInt64(offset)) }
    far.append(number)
    near = []
    isNear = false
  }

  /// The numbers at the given places, in that order; none of none. O(places).
  mutating func pick(_ order: RowOrder) {
    near.pick(order)
    far.pick(order)
  }
}
