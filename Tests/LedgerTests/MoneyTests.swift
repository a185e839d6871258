import Ledger
import TestSupport
import Testing

@Suite struct MoneyTests {
  @Test(arguments: [
    ("17000", "17000.000000"), ("1234.50", "1234.500000"), ("0.000001", "0.000001"), ("-0.5", "-0.500000"),
    ("0", "0.000000"), ("9223372036854.775807", "9223372036854.775807"),
    ("-9223372036854.775808", "-9223372036854.775808"), ("1.2345670", "1.234567"),
  ])
  func `an amount is written with exactly six decimals`(text: String, written: String) throws {
    #expect(try Money(text).description == written)
  }

  @Test(arguments: ["", "1.2345678", "9223372036854.775808", "abc", "1e3", "$5", "1,000"])
  func `an amount that micro-units cannot hold is refused with what was wanted`(text: String) {
    #expect(throws: LedgerError.unreadable(text, expected: "an amount with at most six decimals")) {
      try Money(text)
    }
  }

  @Test func `any amount reads back from its own text`() throws {
    var random = SplitMix64(seed: 11)
    for _ in 0..<5_000 {
      let micros = Int64.random(in: .min ... .max, using: &random) >> Int64.random(in: 0...62, using: &random)
      #expect(try Money(Money(micros: micros).description) == Money(micros: micros))
    }
  }

  @Test(
    arguments: [
      (5_000, "0.00"), (15_000, "0.02"), (25_000, "0.02"), (5_001, "0.01"), (-15_000, "-0.02"),
      (-25_000, "-0.02"), (-4_999, "0.00"), (-5_001, "-0.01"), (1_234_500_000, "1,234.50"),
      (999_995_000, "1,000.00"), (999_999_999, "1,000.00"), (-1_000_000_000_000, "-1,000,000.00"),
      (100_000_000, "100.00"), (Int64.max, "9,223,372,036,854.78"), (Int64.min, "-9,223,372,036,854.78"),
    ] as [(Int64, String)])
  func `for people an amount has two decimals, ties to even, and thousands apart`(micros: Int64, text: String)
  {
    #expect(Money(micros: micros).formatted == text)
  }

  @Test func `a sum past the range is an error in both directions`() throws {
    #expect(try Money(micros: .max - 1).adding(Money(micros: 1)) == Money(micros: .max))
    #expect(throws: LedgerError.self) { try Money(micros: .max).adding(Money(micros: 1)) }
    #expect(throws: LedgerError.self) { try Money(micros: .min).adding(Money(micros: -1)) }
  }

  @Test func `a total may pass the range on the way but not at the end`() throws {
    let most = Money(micros: .max)
    #expect(try Money.sum([most, most, Money(micros: -.max)]) == most)
    #expect(try Money.sum([Money]()) == .zero)
    #expect(throws: LedgerError.self) { try Money.sum([most, most]) }
    #expect(throws: LedgerError.self) { try Money.sum([Money(micros: .min), Money(micros: -1)]) }
  }

  @Test func `a share is taken in full width and rounded down`() {
    #expect(Money(micros: .max).scaled(by: .max, over: .max) == Money(micros: .max))
    #expect(Money(micros: 10).scaled(by: 1, over: 3) == Money(micros: 3))
    #expect(Money(micros: 11).scaled(by: 2, over: 3) == Money(micros: 7))
  }

  @Test func `per mille is rounded down, and of nothing it is none`() {
    #expect(Money(units: 2).perMille(of: Money(units: 3)) == 666)
    #expect(Money(units: 2).perMille(of: .zero) == 0)
    #expect(Money(micros: .max).perMille(of: Money(micros: .max)) == 1000)
  }

  @Test func `per mille of next to nothing is the largest number, not a crash`() {
    #expect(Money(micros: .max).perMille(of: Money(micros: 1)) == .max)
  }

  @Test func `amounts are ordered by value`() throws {
    #expect(
      try [Money("0.5"), Money("-2"), Money("10")].sorted() == [Money("-2"), Money("0.5"), Money("10")])
  }

  @Test func `errors say what is wrong in a sentence`() {
    #expect("\(LedgerError.overflow("the sum"))" == "the sum is too large to be counted exactly")
    #expect("\(LedgerError.unreadable("x", expected: "an amount"))" == "'x' is not an amount")
  }
}
