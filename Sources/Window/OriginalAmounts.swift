import Ledger

/// Amounts as booked, in little memory: one byte a row while all are in the reporting currency, where an amount and its
/// number of decimals say all; nine from the first in another currency on; the few of more than 64 bits aside.
package struct OriginalAmounts: Sendable {
  /// Decimals; ``long`` where the amount is in `longer`, ``converted`` added where the digits are in `mantissa`.
  private var form: [UInt8] = []
  /// Empty, or one a row: digits, or a place in `longer`.
  private var mantissa: [Int64] = []
  private var longer: [ExactDecimal] = []

  private static let long: UInt8 = 127
  private static let converted: UInt8 = 128

  package init() {}

  /// The amount booked in a row that came to `micros` in the reporting currency. O(1).
  func amount(_ row: Int, micros: Int64) -> ExactDecimal {
    let form = form[row]
    if form < Self.long {
      var (digits, scale) = (Int128(micros), 6)
      while scale > Int(form) { (digits, scale) = (digits / 10, scale - 1) }
      while scale < Int(form) { (digits, scale) = (digits * 10, scale + 1) }
      return ExactDecimal(mantissa: digits, scale: scale)
    }
    if form == Self.long { return longer[Int(mantissa[row])] }
    return ExactDecimal(mantissa: Int128(mantissa[row]), scale: Int(form & ~Self.converted))
  }

  /// Adds the amounts of the next rows, and what they came to. Amortised O(rows).
  mutating func append(_ amounts: [ExactDecimal], micros: [Int64]) {
    for row in amounts.indices { append(amounts[row], micros: micros[row]) }
  }

  private mutating func append(_ amount: ExactDecimal, micros: Int64) {
    let isSmall = amount.scale <= 18
    if isSmall, amount.scaled(toPower: 6) == micros {
      form.append(UInt8(amount.scale))
      if !mantissa.isEmpty { mantissa.append(0) }
      return
    }
    if mantissa.isEmpty { mantissa = Array(repeating: 0, count: form.count) }
    if isSmall, let digits = Int64(exactly: amount.mantissa) {
      form.append(UInt8(amount.scale) | Self.converted)
      mantissa.append(digits)
    } else {
      form.append(Self.long)
      mantissa.append(Int64(longer.count))
      longer.append(amount)
    }
  }

  mutating func pick(_ order: [Int32]) {
    form.pick(order)
    if !mantissa.isEmpty { mantissa.pick(order) }
  }
}

extension Array {
  /// The elements at the given places, in that order. O(places).
  mutating func pick(_ order: [Int32]) {
    let old = self
    self = order.map { old[Int($0)] }
  }
}
