/// A seeded stream of numbers: xoshiro256**, its state filled by SplitMix64. The same seed gives the same numbers on every
/// machine. Source: D. Blackman and S. Vigna, "Scrambled Linear Pseudorandom Number Generators" (2021).
struct Random {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  /// A stream of its own for each name, so that one story can change without moving the others.
  init(seed: UInt64, story: String) {
    var mix = seed ^ story.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
    func splitMix() -> UInt64 {
      mix &+= 0x9e37_79b9_7f4a_7c15
      var z = mix
      z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
      z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
      return z ^ (z >> 31)
    }
    state = (splitMix(), splitMix(), splitMix(), splitMix())
  }

  /// The next 64 bits.
  mutating func next() -> UInt64 {
    let result = rotated(state.1 &* 5, 7) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = rotated(state.3, 45)
    return result
  }

  /// A number in 0..<bound; 0 when the bound is not positive. The bias is below 2⁻³² for the bounds used here.
  mutating func below(_ bound: Int) -> Int {
    bound > 0 ? Int(UInt64(bound).multipliedFullWidth(by: next()).high) : 0
  }

  /// A number in the range, both ends included.
  mutating func number(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }

  /// True this many times in a hundred.
  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  /// One of the choices, which must not be empty.
  mutating func pick<T>(_ choices: [T]) -> T { choices[below(choices.count)] }

  /// One of the choices, each as often as its weight.
  mutating func pick<T>(_ choices: [T], weight: (T) -> Int) -> T {
    var left = below(choices.reduce(0) { $0 + weight($1) })
    for choice in choices {
      left -= weight(choice)
      if left < 0 { return choice }
    }
    return choices[choices.count - 1]
  }

  /// The choices in another order (Fisher and Yates).
  mutating func shuffled<T>(_ choices: [T]) -> [T] {
    var result = choices
    for place in stride(from: result.count - 1, to: 0, by: -1) { result.swapAt(place, below(place + 1)) }
    return result
  }

  /// Decimal digits, the first not 0.
  mutating func digits(_ count: Int) -> String {
    var text = String(number(1...9))
    for _ in 1..<max(count, 1) { text += String(below(10)) }
    return text
  }

  /// Lower-case hexadecimal digits.
  mutating func hex(_ count: Int) -> String {
    var text = ""
    for _ in 0..<count { text += String(below(16), radix: 16) }
    return text
  }

  /// A UUID of version 4 in its text form.
  mutating func uuid() -> String {
    let variant = String(8 + below(4), radix: 16)
    return "\(hex(8))-\(hex(4))-4\(hex(3))-\(variant)\(hex(3))-\(hex(12))"
  }

  /// Whole amounts between the bounds that add up to exactly the total, which must lie between count × the bounds.
  mutating func amounts(_ count: Int, addingUpTo total: Int, in range: ClosedRange<Int>) -> [Int] {
    var result = Array(repeating: total / count, count: count)
    result[0] += total - total / count * count
    for _ in 0..<(count * 4) {
      let (giver, taker) = (below(count), below(count))
      let room = min(result[giver] - range.lowerBound, range.upperBound - result[taker])
      if giver == taker || room <= 0 { continue }
      let moved = below(room + 1)
      result[giver] -= moved
      result[taker] += moved
    }
    return result
  }
}

private func rotated(_ value: UInt64, _ count: UInt64) -> UInt64 {
  (value << count) | (value >> (64 - count))
}
