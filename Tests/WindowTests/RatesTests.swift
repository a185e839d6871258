import Ledger
import TestSupport
import Testing
import Window

@Suite struct RatesTests {
  private func rate(_ text: String) throws -> ExactDecimal { try #require(ExactDecimal(text)) }

  private func rates() throws -> Rates {
    var rates = Rates(reportingCurrency: "USD")
    rates.add(currency: "EUR", day: 100, rate: try rate("1.10"))
    rates.add(currency: "EUR", day: 103, rate: try rate("1.20"))
    return rates
  }

  @Test(
    arguments: [
      (99, nil), (100, "1.10"), (101, "1.10"), (102, "1.10"), (103, "1.20"), (104, "1.20"), (110, "1.20"),
      (111, nil), (5_000, nil),
    ] as [(Int64, String?)])
  func `the rate is that of the day or the latest before it, at most seven days old`(
    day: Int64, found: String?
  ) throws {
    for micros in [0, Instant.microsPerDay - 1] {
      let instant = Instant(micros: day * Instant.microsPerDay + micros)
      #expect(try rates().rate(of: "EUR", on: instant) == found.flatMap { ExactDecimal($0) })
    }
  }

  @Test func `the reporting currency is worth one, whatever a table says`() throws {
    var rates = try rates()
    rates.add(currency: "USD", day: 100, rate: try rate("2"))
    #expect(rates.rate(of: "USD", on: Instant(micros: 0)) == ExactDecimal(mantissa: 1, scale: 0))
    #expect(rates.rate(of: "usd", on: Instant(micros: 0)) == nil)
    #expect(rates.rate(of: "CNY", on: Instant(micros: 0)) == nil)
  }

  @Test func `rates added in any order answer alike`() throws {
    var random = SplitMix64(seed: 51)
    let days = (0..<60 as Range<Int64>).filter { _ in Bool.random(using: &random) }
    for _ in 0..<20 {
      var rates = Rates(reportingCurrency: "USD")
      for day in days.shuffled(using: &random) {
        rates.add(currency: "EUR", day: day, rate: ExactDecimal(mantissa: Int128(day) + 1, scale: 0))
      }
      for day in -3..<75 as Range<Int64> {
        let expected = days.last { $0 <= day && day - $0 <= 7 }.map {
          ExactDecimal(mantissa: Int128($0) + 1, scale: 0)
        }
        #expect(rates.rate(of: "EUR", on: Instant(micros: day * Instant.microsPerDay)) == expected)
      }
    }
  }
}
