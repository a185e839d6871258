/// A text on its way into a table, in its one form: see ``TextColumn``.
enum TextKey: Sendable {
  /// An integer of at most 18 digits.
  case integer(Int64)
  case uuid(UInt128)
  /// Everything else: first place and end among the bytes that come with it.
  case utf8(Int, Int)

  /// The one form of the text that stands at `low..<high`. O(1): at most 36 bytes are looked at.
  init(_ bytes: [UInt8], _ low: Int, _ high: Int) {
    if let value = Self.integer(bytes, low, high) {
      self = .integer(value)
    } else if high - low == 36, let value = Self.uuid(bytes, low) {
      self = .uuid(value)
    } else {
      self = .utf8(low, high)
    }
  }

  /// The key of an integer, and the bytes it may lie in.
  static func key(of value: Int64) -> (key: TextKey, bytes: [UInt8]) {
    if integers.contains(value) { return (.integer(value), []) }
    let digits = Array(String(value).utf8)
    return (.utf8(0, digits.count), digits)
  }

  /// Integers of more digits are kept as text.
  static let integers: ClosedRange<Int64> = -999_999_999_999_999_999...999_999_999_999_999_999

  /// The first byte that a ``TextColumn`` keeps of it; of an integer it keeps none.
  var head: UInt8? {
    switch self {
    case .integer: return nil
    case .uuid: return 0
    case .utf8(let low, let high):
      let length = high - low + 1
      return length < 0x80 ? UInt8(length) : UInt8(truncatingIfNeeded: length) | 0x80
    }
  }

  /// 64 bits of which the upper ones are the better mixed. O(length).
  func hash(_ bytes: [UInt8]) -> UInt64 {
    switch self {
    case .integer(let value): return Self.hash(value)
    case .uuid(let value):
      return (UInt64(truncatingIfNeeded: value >> 64) ^ Self.mix(UInt64(truncatingIfNeeded: value)))
        &* Self.golden
    case .utf8(let low, let high):
      let bytes = bytes.span
      var hash = UInt64(high - low)
      var place = low
      while place + 8 <= high {
        hash = Self.mix(hash ^ bytes.word(place))
        place += 8
      }
      return Self.mix(hash ^ bytes.word(place, high - place)) &* Self.golden
    }
  }

  /// Fibonacci hashing: neighbouring integers, which sequences give, fall far apart and evenly.
  static func hash(_ value: Int64) -> UInt64 { UInt64(bitPattern: value) &* golden }

  /// A full product folded, so that every bit of the input reaches every bit of the result.
  private static func mix(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return product.high ^ product.low
  }

  /// 2^64 divided by the golden ratio.
  private static let golden: UInt64 = 0x9E37_79B9_7F4A_7C15

  // MARK: Canonical forms

  /// `0`, or digits without a leading zero, after a minus or not.
  @inline(__always)
  private static func integer(_ bytes: [UInt8], _ low: Int, _ high: Int) -> Int64? {
    // Most texts begin with a letter.
    guard high > low, bytes[low] <= UInt8(ascii: "9") else { return nil }
    return digits(bytes, low, high)
  }

  /// Kept out of the loops over columns, which the few texts that begin like a number need not make longer.
  @inline(never)
  private static func digits(_ bytes: [UInt8], _ low: Int, _ high: Int) -> Int64? {
    let isNegative = bytes[low] == UInt8(ascii: "-")
    let first = isNegative ? low + 1 : low
    guard high > first, high - first <= 18 else { return nil }
    if bytes[first] == UInt8(ascii: "0") && (isNegative || high - first > 1) { return nil }
    var value: Int64 = 0
    for place in first..<high {
      let digit = bytes[place] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      value = value &* 10 &+ Int64(digit)
    }
    return isNegative ? -value : value
  }

  /// 8-4-4-4-12 lower-case hexadecimal digits.
  private static func uuid(_ bytes: [UInt8], _ low: Int) -> UInt128? {
    var value: UInt128 = 0
    for place in 0..<36 {
      let byte = bytes[low + place]
      switch (byte, place) {
      case (UInt8(ascii: "-"), 8), (UInt8(ascii: "-"), 13), (UInt8(ascii: "-"), 18), (UInt8(ascii: "-"), 23):
        continue
      case (_, 8), (_, 13), (_, 18), (_, 23): return nil
      case (UInt8(ascii: "0")...UInt8(ascii: "9"), _): value = value << 4 | UInt128(byte - UInt8(ascii: "0"))
      case (UInt8(ascii: "a")...UInt8(ascii: "f"), _):
        value = value << 4 | UInt128(byte - UInt8(ascii: "a") + 10)
      default: return nil
      }
    }
    return value
  }

  /// The 36 characters of a UUID.
  static func utf8(ofUUID value: UInt128) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(36)
    for nibble in 0..<32 {
      if [8, 12, 16, 20].contains(nibble) { text.append(UInt8(ascii: "-")) }
      let digit = UInt8(truncatingIfNeeded: value >> UInt128(124 - 4 * nibble)) & 15
      text.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
    return text
  }

  /// Bytewise order of two integers' text forms: `-` comes before digits, and then `10` before `9`.
  static func decimalPrecedes(_ left: Int64, _ right: Int64) -> Bool {
    if (left < 0) != (right < 0) { return left < 0 }
    let (one, other) = (leftAligned(left.magnitude), leftAligned(right.magnitude))
    return one.digits != other.digits ? one.digits < other.digits : one.count < other.count
  }

  /// The number with zeros put behind it up to nineteen digits, and how many digits it had.
  private static func leftAligned(_ magnitude: UInt64) -> (digits: UInt64, count: Int) {
    var (digits, count) = (magnitude, 19)
    guard digits > 0 else { return (0, 1) }
    while digits < 1_000_000_000_000_000_000 {
      digits *= 10
      count -= 1
    }
    return (digits, count)
  }
}
