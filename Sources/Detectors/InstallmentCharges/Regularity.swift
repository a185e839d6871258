import Ledger

/// How even a row of numbers is. Exact: coefficients of variation are compared as whole numbers.
package enum Regularity {
  /// Whether the coefficient of variation (population) of non-negative numbers is below `perMille`.
  ///
  /// CV² = (nΣx² − (Σx)²) ÷ (Σx)², so the test needs no root and no division. Fewer than two numbers are not even; nor
  /// are numbers too large to square. O(n).
  package static func isEven(_ numbers: [Int64], below perMille: Int64) -> Bool {
    guard numbers.count >= 2 else { return false }
    var (sum, squares) = (Int128(0), Int128(0))
    for number in numbers {
      sum += Int128(number)
      let (added, overflow) = squares.addingReportingOverflow(Int128(number) * Int128(number))
      if overflow { return false }
      squares = added
    }
    let (scaled, first) = squares.multipliedReportingOverflow(by: Int128(numbers.count))
    let (square, second) = sum.multipliedReportingOverflow(by: sum)
    let (spread, third) = (scaled &- square).multipliedReportingOverflow(by: 1_000_000)
    let (bound, fourth) = square.multipliedReportingOverflow(by: Int128(perMille * perMille))
    return !first && !second && !third && !fourth && sum > 0 && spread < bound
  }

  /// Equal amounts at equal intervals: a coefficient of variation below 0.05 of the amounts and below 0.20 of the
  /// intervals, over three charges or more.
  static func isSubscription(_ charges: [Charge]) -> Bool {
    charges.count >= 3 && isEven(charges.map(\.amount.micros), below: 50)
      && isEven(intervals(charges), below: 200)
  }

  /// About once a month: four intervals of five between 25 and 35 days.
  static func isMonthly(_ charges: [Charge]) -> Bool {
    let intervals = intervals(charges)
    let monthly = intervals.count { (25 * 86_400...35 * 86_400).contains($0) }
    return intervals.count >= 2 && monthly * 5 >= intervals.count * 4
  }

  /// Seconds between consecutive charges, ascending in time.
  private static func intervals(_ charges: [Charge]) -> [Int64] {
    zip(charges.dropFirst(), charges).map { ($0.at - $1.at).micros / 1_000_000 }
  }
}
