import Ledger
import TestSupport
import Testing

@Suite struct ExactDecimalTests {
  @Test(
    arguments: [
      ("0", 0, 0), ("-0", 0, 0), ("12.50", 1250, 2), ("-12.50", -1250, 2), (".5", 5, 1), ("5.", 5, 0),
      ("007", 7, 0), ("0.000001", 1, 6), ("-0.10", -10, 2),
    ] as [(String, Int128, Int)])
  func `plain decimals are read with every digit`(text: String, mantissa: Int128, scale: Int) {
    #expect(ExactDecimal(text) == ExactDecimal(mantissa: mantissa, scale: scale))
  }

  @Test(arguments: [
    "", "-", ".", "-.", "+1", "1-", "--1", "1.2.3", "1,000", " 1", "1 ", "1e5", "NaN", "Infinity",
    "-Infinity",
    "0x10", "１２", "١", "1_000",
  ])
  func `anything else is no number`(text: String) {
    #expect(ExactDecimal(text) == nil)
  }

  @Test func `thirty-eight digits are read and thirty-nine are not`() {
    let nines = String(repeating: "9", count: 38)
    #expect(ExactDecimal(nines)?.description == nines)
    #expect(ExactDecimal("-0.\(nines)")?.description == "-0.\(nines)")
    #expect(ExactDecimal("1" + String(repeating: "0", count: 38)) == nil)
    #expect(ExactDecimal(nines + "9") == nil)
    #expect(ExactDecimal(String(repeating: "0", count: 50) + "7")?.mantissa == 7)
  }

  @Test func `what is written is read back, whatever the scale`() {
    var random = SplitMix64(seed: 1)
    for _ in 0..<5_000 {
      var number = ExactDecimal.random(digits: 38, scale: 38, using: &random)
      if Bool.random(using: &random) { number.mantissa = -number.mantissa }
      #expect(ExactDecimal(number.description) == number)
    }
  }

  @Test func `trailing zeros go, digits before the point stay`() {
    #expect(ExactDecimal("1200.500")?.withoutTrailingZeros == ExactDecimal("1200.5"))
    #expect(ExactDecimal("1200.000")?.withoutTrailingZeros == ExactDecimal("1200"))
    #expect(ExactDecimal("0.000")?.withoutTrailingZeros == ExactDecimal("0"))
    #expect(ExactDecimal("-0.10")?.withoutTrailingZeros == ExactDecimal("-0.1"))
  }

  @Test(
    arguments: [
      ("1.25", 2, 125), ("1.25", 6, 1_250_000), ("1.250", 2, 125), ("1.251", 2, nil), ("-1.5", 1, -15),
      ("9223372036854.775807", 6, Int64.max), ("9223372036854.775808", 6, nil),
      ("-9223372036854.775808", 6, Int64.min), ("99999999999999999999999999999999999999", 6, nil),
      ("0", 6, 0),
    ] as [(String, Int, Int64?)])
  func `a number is scaled to integers only when that is exact`(text: String, power: Int, scaled: Int64?)
    throws
  {
    #expect(try #require(ExactDecimal(text)).scaled(toPower: power) == scaled)
  }
}
