import Ledger

/// Amounts as booked, in little memory: one byte a row where an amount is in the reporting currency, so that it and its
/// number of decimals say all; eight more where it is in another; the few of more than 64 bits aside.
package struct OriginalAmounts: Sendable {
  /// Decimals; ``long`` where the amount is in `longer`, ``converted`` added where the digits are in `digits`.
  private var form: [UInt8] = []
  /// The digits, or a place in `longer`; the last rows, if they have none, may be missing.
  private var digits = SparseColumn<Int64>()
  private var longer: [ExactDecimal] = []

  private static let long: UInt8 = 127
  private static let converted: UInt8 = 128

  package init() {}

  /// Makes room for so many rows, but not for amounts in other currencies.
  mutating func reserve(_ rows: Int) { form.reserveCapacity(rows) }

  /// The amount booked in a row that came to `micros` in the reporting currency. O(1).
  func amount(_ row: Int, micros: Int64) -> ExactDecimal {
    let form = form[row]
    guard row < digits.count, let digits = digits[row] else {
      var (mantissa, scale) = (Int128(micros), 6)
      while scale > Int(form) { (mantissa, scale) = (mantissa / 10, scale - 1) }
      while scale < Int(form) { (mantissa, scale) = (mantissa * 10, scale + 1) }
      return ExactDecimal(mantissa: mantissa, scale: scale)
    }
    if form == Self.long { return longer[Int(digits)] }
    return ExactDecimal(mantissa: Int128(digits), scale: Int(form & ~Self.converted))
  }

  /// Adds the amount of the next row; `isExact` when it is what it came to, digit for digit. Amortised O(1).
  @inline(__always)
  mutating func append(_ amount: ExactDecimal, isExact: Bool) {
    if amount.scale > 18 { return appendLong(amount) }
    if isExact {
      form.append(UInt8(amount.scale))
    } else if let mantissa = Int64(exactly: amount.mantissa) {
      digits.extend(to: form.count)
      digits.append(mantissa)
      form.append(UInt8(amount.scale) | Self.converted)
    } else {
      appendLong(amount)
    }
  }

  private mutating func appendLong(_ amount: ExactDecimal) {
    digits.extend(to: form.count)
    digits.append(Int64(longer.count))
    form.append(Self.long)
    longer.append(amount)
  }

  /// Adds the rows of another column. Amortised O(rows).
  mutating func append(_ others: OriginalAmounts) {
    let known = form.count
    others.digits.forEach { row, value in
      digits.extend(to: known + row)
      digits.append(others.form[row] == Self.long ? value + Int64(longer.count) : value)
    }
    form += others.form
    longer += others.longer
  }

  /// Takes over the rows of another column. O(rows).
  mutating func take(_ next: inout OriginalAmounts) {
    append(next)
    next = OriginalAmounts()
  }

  /// The rows at the given places, in that order. O(places).
  mutating func pick(_ order: RowOrder) {
    digits.extend(to: form.count)
    form.pick(order)
    digits.pick(order)
  }
}
