package import Ledger

/// Daily exchange rates into the reporting currency (design §4).
package struct Rates: Sendable {
  /// A rate older than this is no rate.
  package static let maximumAgeDays: Int64 = 7

  private let reportingCurrency: String
  /// Per currency, ascending by day number.
  private var series: [String: [(day: Int64, rate: ExactDecimal)]] = [:]

  package init(reportingCurrency: String) { self.reportingCurrency = reportingCurrency }

  /// Adds units of the reporting currency per one unit of `currency` on a date. Amortised O(1) when dates come in order.
  package mutating func add(currency: String, day: Int64, rate: ExactDecimal) {
    var days = series[currency, default: []]
    let place = days.lastIndex { $0.day <= day }.map { $0 + 1 } ?? 0
    days.insert((day, rate), at: place)
    series[currency] = days
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
