package import Ledger

/// Days on which US federal offices work: every day but Saturdays, Sundays and the holidays of 5 U.S.C. 6103.
package enum BusinessDays {
  /// The date so many business days after another: the day itself is not counted. O(days).
  package static func after(_ date: Instant, _ count: Int) -> Instant {
    var day = date.startOfDay
    var left = count
    while left > 0 {
      day = day + .days(1)
      if isBusinessDay(day) { left -= 1 }
    }
    return day
  }

  /// Whether offices work on the UTC date of `date`.
  package static func isBusinessDay(_ date: Instant) -> Bool {
    let weekday = weekday(date)
    if weekday == 0 || weekday == 6 { return false }
    let year = date.civil.year
    // New Year's Day on a Saturday is kept on the last day of the year before.
    return !(holidays(year) + holidays(year + 1)).contains(date.startOfDay)
  }

  /// The eleven holidays of a year on the days they are kept: one on a Saturday the day before, one on a Sunday the day
  /// after. Inauguration Day is a holiday of the capital alone.
  package static func holidays(_ year: Int) -> [Instant] {
    let fixed = [(1, 1), (6, 19), (7, 4), (11, 11), (12, 25)].map { month, day in
      let date = Instant(year: year, month: month, day: day)
      switch weekday(date) {
      case 6: return date - .days(1)
      case 0: return date + .days(1)
      default: return date
      }
    }
    let floating = [
      nth(3, weekday: 1, of: 1, year), nth(3, weekday: 1, of: 2, year), last(weekday: 1, of: 5, year),
      nth(1, weekday: 1, of: 9, year), nth(2, weekday: 1, of: 10, year), nth(4, weekday: 4, of: 11, year),
    ]
    return (fixed + floating).sorted()
  }

  /// 0 is Sunday; the first of January 1970 was a Thursday.
  static func weekday(_ date: Instant) -> Int { Int(((date.dayNumber + 4) % 7 + 7) % 7) }

  private static func nth(_ count: Int, weekday wanted: Int, of month: Int, _ year: Int) -> Instant {
    let first = Instant(year: year, month: month, day: 1)
    return first + .days(Int64((wanted - weekday(first) + 7) % 7 + 7 * (count - 1)))
  }

  private static func last(weekday wanted: Int, of month: Int, _ year: Int) -> Instant {
    let end = Instant(year: year, month: month + 1, day: 1) - .days(1)
    return end - .days(Int64((weekday(end) - wanted + 7) % 7))
  }
}
