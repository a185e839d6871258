import Ledger
import TestSupport
import Testing

@Suite struct ConversionTests {
  @Test(
    arguments: [
      ("0.0000005", "1", 0), ("0.0000015", "1", 2), ("0.0000025", "1", 2), ("0.0000035", "1", 4),
      ("0.00000050000000000000000001", "1", 1), ("0.00000149999999999999999999", "1", 1),
      ("0.0000025000000000000000001", "1", 3), ("0.000001", "0.5", 0), ("0.000003", "0.5", 2),
      ("0.000005", "0.5", 2), ("0.000007", "0.5", 4), ("100", "0.137", 13_700_000),
      ("3", "0.333333333", 1_000_000),
    ] as [(String, String, Int64)])
  func `a tie goes to the even neighbour, anything else to the nearer`(
    amount: String, rate: String, micros: Int64
  ) throws {
    let converted = try #require(ExactDecimal(amount)).converted(at: #require(ExactDecimal(rate)))
    #expect(converted.micros == micros)
  }

  @Test func `a thousand exact ties in a row all end even`() throws {
    let one = try #require(ExactDecimal("1"))
    for quotient in 0..<1_000 as Range<Int64> {
      let tie = ExactDecimal(mantissa: Int128(quotient) * 10 + 5, scale: 7)
      let micros = try tie.converted(at: one).micros
      #expect(micros % 2 == 0)
      #expect(micros == quotient || micros == quotient + 1)
    }
  }

  @Test func `the product in 256 bits is the product on paper`() {
    var random = SplitMix64(seed: 2)
    var (fits, overflows) = (0, 0)
    for _ in 0..<20_000 {
      let amount = ExactDecimal.random(digits: 36, scale: 18, using: &random)
      let rate = ExactDecimal.random(digits: 16, scale: 10, using: &random)
      let micros = try? amount.converted(at: rate).micros
      #expect(micros == Schoolbook.micros(amount, at: rate), "\(amount) × \(rate)")
      if micros == nil { overflows += 1 } else { fits += 1 }
    }
    #expect(fits > 3_000 && overflows > 1_000)
  }

  @Test func `tokens of eighteen decimals are converted to the last digit`() {
    var random = SplitMix64(seed: 3)
    for _ in 0..<10_000 {
      let amount = ExactDecimal(
        mantissa: Int128.random(in: 1...9_999_999_999_999_999_999_999, using: &random), scale: 18)
      let rate = ExactDecimal(mantissa: Int128.random(in: 1...99_999_999_999_999, using: &random), scale: 10)
      #expect((try? amount.converted(at: rate).micros) == Schoolbook.micros(amount, at: rate))
    }
  }

  @Test func `ties made on purpose agree with the ties on paper`() {
    var random = SplitMix64(seed: 4)
    for _ in 0..<5_000 {
      // An odd number of 2⁻ⁿ micro-units, times a power of two: at most a few steps from a tie, often on it.
      let halvings = Int.random(in: 1...12, using: &random)
      var mantissa = Int128.random(in: 0...1_000_000_000_000, using: &random) * 2 + 1
      for _ in 0..<halvings { mantissa *= 5 }
      let amount = ExactDecimal(mantissa: mantissa, scale: 6 + halvings)
      let rate = ExactDecimal(mantissa: Int128(1) << Int.random(in: 0..<halvings, using: &random), scale: 0)
      #expect((try? amount.converted(at: rate).micros) == Schoolbook.micros(amount, at: rate))
    }
  }

  @Test(arguments: [
    ("9223372036854.775807", "1", true), ("9223372036854.7758074", "1", true),
    ("9223372036854.7758075", "1", false), ("9223372036854.775808", "1", false),
    ("99999999999999999999999999999999999999", "99999999999999999999999999999999999999", false),
    ("99999999999999999999.999999999999999999", "0.00000001", true), ("9223372036855", "1", false),
  ])
  func `what does not fit is an error and never wraps`(amount: String, rate: String, fits: Bool) throws {
    let (left, right) = (try #require(ExactDecimal(amount)), try #require(ExactDecimal(rate)))
    if fits {
      #expect(try left.converted(at: right).micros > 0)
    } else {
      #expect(throws: LedgerError.self) { try left.converted(at: right) }
    }
  }

  @Test func `trailing zeros of either factor change nothing`() throws {
    let plain = try #require(ExactDecimal("1234.5")).converted(at: #require(ExactDecimal("7.1")))
    let padded = try #require(ExactDecimal("1234.500000000000000000000000"))
      .converted(at: #require(ExactDecimal("7.10000000000000000000000000")))
    #expect(plain == padded)
    #expect(plain == Money(micros: 8_764_950_000))
  }
}
