/// A `numeric` of PostgreSQL, exactly.
package enum BinaryNumeric: Sendable, Equatable {
  /// mantissa × 10^-scale; at most 38 digits. The scale is the one PostgreSQL displays, trailing zeros included.
  case value(mantissa: Int128, scale: Int)
  case nan
  case infinity(negative: Bool)
  /// More than 38 digits, counted with the zeros down to its scale.
  case tooLong
}

extension BinaryFormat {
  /// numeric: four 16-bit words (digits, weight of the first, sign, display scale), then digits in base 10,000. Throws
  /// `.protocol`. Linear in the digits, at most eleven of which are looked at.
  ///
  /// Source: PostgreSQL `numeric_send` and the comment on `NumericVar` in `src/backend/utils/adt/numeric.c`.
  package static func numeric(_ bytes: ArraySlice<UInt8>) throws(PostgresError) -> BinaryNumeric {
    guard bytes.count >= 8 else { throw wrong(bytes, "a numeric") }
    func word(_ index: Int) -> Int {
      let at = bytes.startIndex + 2 * index
      return Int(bytes[at]) << 8 | Int(bytes[at + 1])
    }
    let (count, sign, displayScale) = (word(0), word(2), word(3))
    let weight = Int(Int16(truncatingIfNeeded: word(1)))
    switch sign {
    case 0x0000, 0x4000: break
    case 0xC000: return .nan
    case 0xD000: return .infinity(negative: false)
    case 0xF000: return .infinity(negative: true)
    default: throw wrong(bytes, "a numeric")
    }
    guard bytes.count == 8 + 2 * count else { throw wrong(bytes, "a numeric") }

    // Digits of the last word below the display scale are zeros: rounding put them there. They are dropped before they
    // can push 38 digits over the edge; were they not zeros, the scale would grow instead.
    var mantissa: Int128 = 0
    var exponent = 4 * (weight + 1)
    for index in 0..<count {
      let digit = word(4 + index)
      guard digit < 10_000 else { throw wrong(bytes, "a numeric") }
      var (kept, places) = (digit, 4)
      while exponent - places < -displayScale, places > 0, kept % 10 == 0 {
        kept /= 10
        places -= 1
      }
      guard let next = shifted(mantissa, by: places) else { return .tooLong }
      mantissa = next + Int128(kept)
      exponent -= places
      guard isShort(mantissa) else { return .tooLong }
    }
    if mantissa == 0 { return .value(mantissa: 0, scale: displayScale) }
    let scale = max(displayScale, -exponent)
    guard let whole = shifted(mantissa, by: exponent + scale), isShort(whole) else { return .tooLong }
    return .value(mantissa: sign == 0x4000 ? -whole : whole, scale: scale)
  }

  /// mantissa × 10^places, nil from 10^38 on. The mantissa is below 10^38.
  private static func shifted(_ mantissa: Int128, by places: Int) -> Int128? {
    if mantissa == 0 { return 0 }
    if places == 0 { return mantissa }
    // Four places at a time is the ordinary case, and amounts fit 64 bits: no table and no 128-bit product.
    if places == 4, let small = Int64(exactly: mantissa), small < 900_000_000_000_000 {
      return Int128(small &* 10_000)
    }
    guard places < powers.count else { return nil }
    let (product, overflow) = mantissa.multipliedReportingOverflow(by: powers[places])
    return overflow || product >= limit ? nil : product
  }

  /// Whether it has at most 38 digits.
  private static func isShort(_ mantissa: Int128) -> Bool {
    mantissa <= Int128(Int64.max) || mantissa < limit
  }

  private static let powers: [Int128] = (0..<39).map { exponent in
    (0..<exponent).reduce(Int128(1)) { power, _ in power * 10 }
  }
  private static let limit = powers[38]
}
