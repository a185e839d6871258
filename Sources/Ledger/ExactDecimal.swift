/// A decimal number exactly as the warehouse holds it: `mantissa × 10⁻ˢᶜᵃˡᵉ`.
package struct ExactDecimal: Hashable, Sendable, CustomStringConvertible {
  /// All digits, without the point.
  package var mantissa: Int128
  /// Digits after the point, 0 or more.
  package var scale: Int

  /// 10³⁸: the digits of `numeric` that 128 bits hold, whatever they are.
  private static let limit: Int128 = 100_000_000_000_000_000_000_000_000_000_000_000_000

  /// The powers of ten that 64 bits hold.
  private static let powers: InlineArray<19, Int64> = InlineArray { place in
    (0..<place).reduce(1) { power, _ in power * 10 }
  }

  package init(mantissa: Int128, scale: Int) {
    self.mantissa = mantissa
    self.scale = scale
  }

  /// Reads `-12.50`; nil for anything else, exponents and `NaN` included, or more than 38 digits.
  package init?(_ text: some StringProtocol) { self.init(utf8: Array(text.utf8)) }

  private init?(utf8 text: [UInt8]) {
    var mantissa: Int128 = 0
    var scale = 0
    var digits = 0
    var afterPoint = false
    var negative = false
    for (place, byte) in text.enumerated() {
      switch byte {
      case UInt8(ascii: "-") where place == 0: negative = true
      case UInt8(ascii: ".") where !afterPoint: afterPoint = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let (product, overflow) = mantissa.multipliedReportingOverflow(by: 10)
        let (sum, carry) = product.addingReportingOverflow(Int128(byte - UInt8(ascii: "0")))
        if overflow || carry { return nil }
        mantissa = sum
        digits += 1
        if afterPoint { scale += 1 }
      default: return nil
      }
    }
    if digits == 0 || mantissa >= Self.limit { return nil }
    self.mantissa = negative ? -mantissa : mantissa
    self.scale = scale
  }

  /// The number times `10^power` when that is a whole `Int64`, else nil.
  package func scaled(toPower power: Int) -> Int64? {
    var places = power - scale
    if places >= 0, places < Self.powers.count, let short = Int64(exactly: mantissa) {
      let (product, overflow) = short.multipliedReportingOverflow(by: Self.powers[places])
      return overflow ? nil : product
    }
    var value = mantissa
    while places > 0 {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      value = product
      places -= 1
    }
    while places < 0 {
      if value % 10 != 0 { return nil }
      value /= 10
      places += 1
    }
    return Int64(exactly: value)
  }

  /// `self × rate` in micro-units, rounded half to even once (design §4). Both factors are positive.
  ///
  /// The product is taken in 256 bits, so an 18-decimal token amount times a 10-decimal rate is still exact.
  /// Throws ``LedgerError/overflow(_:)`` when the result does not fit.
  package func converted(at rate: ExactDecimal) throws -> Money {
    let (left, right) = (withoutTrailingZeros, rate.withoutTrailingZeros)
    let product = left.mantissa.magnitude.multipliedFullWidth(by: right.mantissa.magnitude)
    let places = left.scale + right.scale - 6
    if places <= 0 {
      var value = product.low
      guard product.high == 0 else { throw LedgerError.overflow("\(self) × \(rate)") }
      for _ in 0..<(-places) {
        let (next, overflow) = value.multipliedReportingOverflow(by: 10)
        if overflow { throw LedgerError.overflow("\(self) × \(rate)") }
        value = next
      }
      guard let micros = Int64(exactly: value) else { throw LedgerError.overflow("\(self) × \(rate)") }
      return Money(micros: micros)
    }
    guard places <= 38 else { throw LedgerError.overflow("the \(places) decimals of \(self) × \(rate)") }
    var divisor: UInt128 = 1
    for _ in 0..<places { divisor *= 10 }
    guard product.high < divisor else { throw LedgerError.overflow("\(self) × \(rate)") }
    var (quotient, remainder) = divisor.dividingFullWidth(product)
    let half = divisor / 2
    if remainder > half || (remainder == half && quotient % 2 == 1) { quotient += 1 }
    guard let micros = Int64(exactly: quotient) else { throw LedgerError.overflow("\(self) × \(rate)") }
    return Money(micros: micros)
  }

  /// The same number with the fewest digits; keeps products small and equal numbers equal.
  package var withoutTrailingZeros: ExactDecimal {
    var result = self
    while result.scale > 0 && result.mantissa % 10 == 0 {
      result.mantissa /= 10
      result.scale -= 1
    }
    return result
  }

  /// All digits, the scale kept: `12.50`.
  package var description: String {
    var digits = String(mantissa.magnitude)
    if scale > 0 {
      if digits.count <= scale { digits = String(repeating: "0", count: scale + 1 - digits.count) + digits }
      digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -scale))
    }
    return (mantissa < 0 ? "-" : "") + digits
  }
}
