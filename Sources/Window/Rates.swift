package import Ledger

/// Daily exchange rates into the reporting currency (design §4).
package struct Rates: Sendable {
  /// A rate older than this is no rate.
  package static let maximumAgeDays: Int64 = 7

  private let reportingCurrency: String
  /// Per currency, ascending by day number.
  private var series: [String: [(day: Int64, rate: ExactDecimal)]] = [:]

  package init(reportingCurrency: String) { self.reportingCurrency = reportingCurrency }

  /// Adds units of the reporting currency per one unit of `currency` on a date. False when the date has a rate already:
  /// then the one with the smaller digits holds, whichever came first. Amortised O(1) when dates come in order.
  @discardableResult
  package mutating func add(currency: String, day: Int64, rate: ExactDecimal) -> Bool {
    let days = series[currency] ?? []
    let place = days.lastIndex { $0.day <= day }.map { $0 + 1 } ?? 0
    if place > 0, days[place - 1].day == day {
      let (old, new) = (days[place - 1].rate, rate)
      if (new.mantissa, new.scale) < (old.mantissa, old.scale) {
        series[currency]?[place - 1].rate = new
      }
      return false
    }
    series[currency, default: []].insert((day, rate), at: place)
    return true
  }

  /// The rate of the booking date, or the latest earlier one at most seven days old; 1 for the reporting currency itself. O(log n).
  package func rate(of currency: String, on instant: Instant) -> ExactDecimal? {
    if currency == reportingCurrency { return ExactDecimal(mantissa: 1, scale: 0) }
    guard let days = series[currency] else { return nil }
    let day = instant.dayNumber
    var (low, high) = (0, days.count)
    while low < high {
      let middle = (low + high) / 2
      if days[middle].day <= day { low = middle + 1 } else { high = middle }
    }
    guard low > 0, day - days[low - 1].day <= Self.maximumAgeDays else { return nil }
    return days[low - 1].rate
  }
}
