/// An exact amount in micro-units (10⁻⁶) of the reporting currency.
///
/// There is no floating point on the way in or out, and no wrap: a sum that does not fit is an error.
package struct Money: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Micro-units; 1,000,000 of them are one unit of the reporting currency.
  package var micros: Int64

  package static let zero = Money(micros: 0)

  package init(micros: Int64) { self.micros = micros }

  /// Whole units of the reporting currency.
  package init(units: Int64) { micros = units * 1_000_000 }

  /// Reads a plain decimal such as `17000` or `1234.50`; at most six decimals. Throws ``LedgerError/unreadable(_:expected:)``.
  package init(_ text: some StringProtocol) throws {
    guard let number = ExactDecimal(text), let micros = number.scaled(toPower: 6) else {
      throw LedgerError.unreadable(String(text), expected: "an amount with at most six decimals")
    }
    self.micros = micros
  }

  package static func < (left: Money, right: Money) -> Bool { left.micros < right.micros }

  /// Throws ``LedgerError/overflow(_:)`` instead of wrapping.
  package func adding(_ other: Money) throws -> Money {
    let (sum, overflow) = micros.addingReportingOverflow(other.micros)
    if overflow { throw LedgerError.overflow("the sum of \(self) and \(other)") }
    return Money(micros: sum)
  }

  /// The exact total of many amounts. Throws ``LedgerError/overflow(_:)``. O(n).
  package static func sum(_ amounts: some Sequence<Money>) throws -> Money {
    var total: Int128 = 0
    for amount in amounts { total += Int128(amount.micros) }
    guard let micros = Int64(exactly: total) else { throw LedgerError.overflow("a total") }
    return Money(micros: micros)
  }

  /// `self × numerator ÷ denominator`, rounded down; the product is taken in `Int128`. `denominator` is positive.
  package func scaled(by numerator: Int64, over denominator: Int64) -> Money {
    Money(micros: Int64(Int128(micros) * Int128(numerator) / Int128(denominator)))
  }

  /// `self ÷ whole` in per mille, rounded down; 0 when `whole` is zero, `Int64.max` for what is larger still.
  package func perMille(of whole: Money) -> Int64 {
    whole.micros == 0 ? 0 : Int64(clamping: Int128(micros) * 1000 / Int128(whole.micros))
  }

  /// Exactly six decimals: `1234.500000`.
  package var description: String {
    let magnitude = micros.magnitude
    let fraction = String(magnitude % 1_000_000)
    return (micros < 0 ? "-" : "") + "\(magnitude / 1_000_000)."
      + String(repeating: "0", count: 6 - fraction.count) + fraction
  }

  /// For people: thousands separated and two decimals (rounded half to even), `1,234.50`.
  package var formatted: String {
    var cents = micros / 10_000
    let rest = abs(micros % 10_000)
    if rest > 5_000 || (rest == 5_000 && cents % 2 != 0) { cents += micros < 0 ? -1 : 1 }
    let digits = String(cents.magnitude / 100)
    var grouped = ""
    for (place, digit) in digits.enumerated() {
      if place > 0 && (digits.count - place) % 3 == 0 { grouped.append(",") }
      grouped.append(digit)
    }
    let hundredths = cents.magnitude % 100
    return (cents < 0 ? "-" : "") + grouped + "." + (hundredths < 10 ? "0" : "") + String(hundredths)
  }
}
