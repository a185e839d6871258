import Ledger

/// The time the demo covers, and its calendar. All of it in UTC.
struct Life {
  /// The first instant of the platform's records.
  let start: Instant
  /// The first instant after them: the as-of of a run over the demo.
  let end: Instant
  /// Day 0 of whoever tells a story: the start, or some days before it, so that a story told again is not told on the same
  /// days.
  private let origin: Instant

  /// The months before an end that is midnight on the first of a month.
  init(months: Int, end: Instant) {
    let (year, month, _) = end.civil
    let first = year * 12 + month - 1 - months
    start = Instant(year: first / 12, month: first % 12 + 1, day: 1)
    self.end = end
    origin = start
  }

  /// The same time, its days counted from some days before the start.
  init(_ life: Life, earlier days: Int) {
    start = life.start
    end = life.end
    origin = life.start - .days(Int64(days))
  }

  /// Whole days from day 0 to the end.
  var days: Int { Int((end - origin).days) }

  /// A time on the given day, counted from day 0; days before it and after the end are allowed.
  func at(_ day: Int, _ hour: Int = 0, _ minute: Int = 0, _ second: Int = 0) -> Instant {
    origin + .days(Int64(day)) + .seconds(Int64(hour * 3600 + minute * 60 + second))
  }

  /// A second between 07:00 and 20:00 on the given day.
  func office(_ day: Int, _ random: inout Random) -> Instant {
    at(day, random.number(7...19), random.below(60), random.below(60))
  }

  /// The day an instant falls on, counted from day 0.
  func day(of instant: Instant) -> Int { Int(instant.dayNumber - origin.dayNumber) }

  /// 0 on Mondays, 6 on Sundays.
  func weekday(_ day: Int) -> Int { ((Int(origin.dayNumber) + day + 3) % 7 + 7) % 7 }

  /// Whether banks work on that day.
  func isBusinessDay(_ day: Int) -> Bool {
    let (_, month, date) = at(day).civil
    return weekday(day) < 5 && !(month == 12 && date == 25) && !(month == 1 && date == 1)
  }

  /// The day itself, or the next on which banks work.
  func businessDay(from day: Int) -> Int {
    var result = day
    while !isBusinessDay(result) { result += 1 }
    return result
  }

  /// The last business day of each month that has ended.
  var monthEnds: [Int] {
    (1...days).filter { at($0).civil.day == 1 }.map { first in
      var day = first - 1
      while !isBusinessDay(day) { day -= 1 }
      return day
    }
  }
}
