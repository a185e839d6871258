import Ledger
import TestSupport
import Testing

/// Days counted one by one, as on a wall calendar.
private struct WallCalendar {
  var (year, month, day) = (1900, 1, 1)
  /// 1900-01-01 lies 25,567 days before 1970-01-01.
  var number: Int64 = -25_567

  private var isLeap: Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

  mutating func turn() {
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    number += 1
    day += 1
    if day > lengths[month - 1] { (month, day) = (month + 1, 1) }
    if month > 12 { (year, month) = (year + 1, 1) }
  }
}

private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

@Suite struct InstantTests {
  @Test func `every day from 1900 to 2100 is the day of a wall calendar`() throws {
    var wall = WallCalendar()
    while wall.year <= 2100 {
      let instant = Instant(year: wall.year, month: wall.month, day: wall.day)
      let date = "\(wall.year)-\(twoDigits(wall.month))-\(twoDigits(wall.day))"
      #expect(instant.micros == wall.number * Instant.microsPerDay)
      #expect(instant.date == date)
      #expect(instant.dayNumber == wall.number)
      if wall.day > 27 { #expect(try Instant(date) == instant) }
      wall.turn()
    }
    #expect(wall.number == 47_847)
  }

  @Test func `any instant of four-digit years reads back from its own text`() throws {
    var random = SplitMix64(seed: 21)
    let (first, last) = (Instant(year: 1, month: 1, day: 1), Instant(year: 9999, month: 12, day: 31))
    for _ in 0..<2_000 {
      var micros = Int64.random(in: first.micros...last.micros, using: &random)
      if Bool.random(using: &random) { micros -= micros % 1_000_000 }
      let instant = Instant(micros: micros)
      #expect(try Instant(instant.description) == instant)
      #expect(instant.startOfDay <= instant && instant < instant.startOfDay + .days(1))
    }
  }

  @Test(arguments: [
    ("2026-03-01", "2026-03-01T00:00:00Z"), ("2026-03-01 09:10", "2026-03-01T09:10:00Z"),
    ("2026-03-01T09:10:11Z", "2026-03-01T09:10:11Z"),
    ("2026-03-01T09:10:11.5Z", "2026-03-01T09:10:11.500000Z"),
    ("2026-03-01T09:10:00+08:00", "2026-03-01T01:10:00Z"),
    ("2026-03-01T01:10:00+0800", "2026-02-28T17:10:00Z"),
    ("2026-03-01 09:10:00.000001-03:30", "2026-03-01T12:40:00.000001Z"),
    ("2026-03-01 09:10:00+00", "2026-03-01T09:10:00Z"),
    ("1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z"),
  ])
  func `the forms people and PostgreSQL write are one instant in UTC`(text: String, written: String) throws {
    #expect(try Instant(text).description == written)
  }

  @Test(arguments: [
    "", "2026", "2026-13-01", "2026-00-01", "2026-04-31", "2026-02-29", "1900-02-29", "2100-02-29",
    "2026-01-00", "2026-01-32", "2026-3-1", "2026-03-01T24:00:00Z", "2026-03-01T09:60:00Z",
    "2026-03-01T09:10:60Z", "2026-03-01T09:10:00.1234567Z", "2026-03-01T09", "2026-03-01 09:10 ",
    " 2026-03-01", "01.03.2026", "infinity", "2026-03-01T09:10:00+24:00", "2026-03-01T09:10:00+08:60",
    "２０２６-０３-０１", "٢٠٢٦-03-01", "2026-03-01T0٩:10",
  ])
  func `what is no instant is refused with an example`(text: String) {
    #expect(
      throws: LedgerError.unreadable(text, expected: "an instant such as 2026-03-01 or 2026-03-01T09:10:00Z")
    ) { try Instant(text) }
  }

  @Test func `leap days of 2000 and 2024 exist`() throws {
    #expect(try Instant("2000-02-29").date == "2000-02-29")
    #expect(try Instant("2024-02-29") + .days(1) == Instant("2024-03-01"))
  }

  @Test func `days before 1970 begin at their own midnight`() {
    let eve = Instant(micros: -1)
    #expect(eve.dayNumber == -1)
    #expect(eve.startOfDay == Instant(year: 1969, month: 12, day: 31))
  }

  @Test func `the instants that stand for infinity can be written and reckoned with`() {
    let (never, always) = (Instant(micros: .max), Instant(micros: .min))
    #expect(never + .days(1) == never)
    #expect(always - .days(1) == always)
    #expect(never - always == Span(micros: .max))
    #expect(always - never == Span(micros: .min))
    #expect(never.description.hasSuffix("Z") && always.description.hasSuffix("Z"))
    #expect(always.startOfDay <= always.startOfDay + .days(1))
  }
}
