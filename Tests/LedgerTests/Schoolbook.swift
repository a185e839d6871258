import Ledger
import TestSupport

/// Arithmetic on decimal digits as it is done on paper: the slow twin of the conversion in 256 bits.
struct Schoolbook: Equatable {
  /// The least significant digit first, without leading zeros; empty for zero.
  private(set) var digits: [Int]

  init(_ text: String) {
    digits = text.reversed().compactMap(\.wholeNumberValue)
    trim()
  }

  var text: String { digits.isEmpty ? "0" : digits.reversed().map(String.init).joined() }

  static func * (left: Schoolbook, right: Schoolbook) -> Schoolbook {
    var result = Schoolbook("")
    result.digits = Array(repeating: 0, count: left.digits.count + right.digits.count + 1)
    for (i, a) in left.digits.enumerated() {
      var carry = 0
      for (j, b) in right.digits.enumerated() {
        let sum = result.digits[i + j] + a * b + carry
        result.digits[i + j] = sum % 10
        carry = sum / 10
      }
      result.digits[i + right.digits.count] += carry
    }
    result.trim()
    return result
  }

  /// Without the last `count` digits, rounded half to even; zeros are added where `count` is negative.
  func dropping(_ count: Int) -> Schoolbook {
    var result = self
    guard count > 0 else {
      result.digits = Array(repeating: 0, count: digits.isEmpty ? 0 : -count) + digits
      return result
    }
    let dropped = Array(digits.prefix(count)) + Array(repeating: 0, count: max(0, count - digits.count))
    result.digits = Array(digits.dropFirst(count))
    let first = dropped[count - 1]
    let isTie = first == 5 && dropped.dropLast().allSatisfy { $0 == 0 }
    let isUp = isTie ? (result.digits.first ?? 0) % 2 == 1 : first >= 5
    if isUp { result.increment() }
    return result
  }

  /// Micro-units of an amount at a rate, or nil past the range of `Int64`.
  static func micros(_ amount: ExactDecimal, at rate: ExactDecimal) -> Int64? {
    let product = Schoolbook("\(amount.mantissa)") * Schoolbook("\(rate.mantissa)")
    return Int64(product.dropping(amount.scale + rate.scale - 6).text)
  }

  private mutating func trim() {
    while digits.last == 0 { digits.removeLast() }
  }

  private mutating func increment() {
    var place = 0
    while place < digits.count && digits[place] == 9 {
      digits[place] = 0
      place += 1
    }
    if place == digits.count { digits.append(1) } else { digits[place] += 1 }
  }
}

extension ExactDecimal {
  /// Positive, of up to `digits` digits and `scale` decimals.
  static func random(digits: Int, scale: Int, using random: inout SplitMix64) -> ExactDecimal {
    var mantissa = Int128(Int.random(in: 1...9, using: &random))
    for _ in 1..<Int.random(in: 1...digits, using: &random) {
      mantissa = mantissa * 10 + Int128(Int.random(in: 0...9, using: &random))
    }
    return ExactDecimal(mantissa: mantissa, scale: Int.random(in: 0...scale, using: &random))
  }
}
