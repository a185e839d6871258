/// A moment in UTC, in microseconds since 1970-01-01T00:00:00Z: PostgreSQL's own resolution.
package struct Instant: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Microseconds since 1970-01-01T00:00:00Z.
  package var micros: Int64

  package static let microsPerDay: Int64 = 86_400_000_000

  package init(micros: Int64) { self.micros = micros }

  /// Midnight UTC at the start of a proleptic Gregorian date.
  ///
  /// Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
  package init(year: Int, month: Int, day: Int) {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    micros = Int64(era * 146_097 + dayOfEra - 719_468) * Self.microsPerDay
  }

  /// Reads `2026-03-01`, `2026-03-01 09:10`, `2026-03-01T09:10:00.123456Z` or with an offset `+08:00`; no offset means UTC.
  /// Throws ``LedgerError/unreadable(_:expected:)``.
  package init(_ text: some StringProtocol) throws {
    if let exact = Self.exact(text.utf8) {
      self = exact
      return
    }
    let form = "an instant such as 2026-03-01 or 2026-03-01T09:10:00Z"
    let pattern =
      /(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?)?(Z|[+-]\d{2}(?::?\d{2})?)?/
      .asciiOnlyDigits()
    guard let match = String(text).wholeMatch(of: pattern) else {
      throw LedgerError.unreadable(String(text), expected: form)
    }
    func number(_ part: Substring?) -> Int { part.flatMap { Int($0) } ?? 0 }
    let (year, month, day) = (number(match.1), number(match.2), number(match.3))
    let (hour, minute, second) = (number(match.4), number(match.5), number(match.6))
    self.init(year: year, month: month, day: day)
    guard (1...12).contains(month), civil.day == day, civil.month == month, hour < 24, minute < 60,
      second < 60
    else { throw LedgerError.unreadable(String(text), expected: form) }
    let fraction = match.7.map { $0 + String(repeating: "0", count: 6 - $0.count) }
    micros +=
      Int64(hour * 3600 + minute * 60 + second) * 1_000_000 + Int64(number(fraction.map { Substring($0) }))
    if let zone = match.8, zone != "Z" {
      let digits = zone.dropFirst().filter(\.isNumber)
      let (hours, minutes) = (number(digits.prefix(2)), number(digits.dropFirst(2)))
      guard hours < 16, minutes < 60 else { throw LedgerError.unreadable(String(text), expected: form) }
      let offset = hours * 3600 + minutes * 60
      micros -= Int64(zone.first == "-" ? -offset : offset) * 1_000_000
    }
  }

  /// Reads `2026-03-01 09:10:11+00` with up to six decimals, as PostgreSQL writes in UTC and stored alerts are full of; nil
  /// for any other form, and for what is no date.
  private static func exact(_ text: some Collection<UInt8>) -> Instant? {
    let bytes = Array(text)
    guard bytes.count >= 22, bytes.count <= 29, bytes.count != 23, bytes.suffix(3).elementsEqual("+00".utf8)
    else { return nil }
    func number(_ places: Range<Int>) -> Int? {
      var value = 0
      for place in places {
        guard bytes[place] >= UInt8(ascii: "0"), bytes[place] <= UInt8(ascii: "9") else { return nil }
        value = value * 10 + Int(bytes[place] - UInt8(ascii: "0"))
      }
      return value
    }
    let separators = [bytes[4], bytes[7], bytes[10], bytes[13], bytes[16]]
    guard separators.elementsEqual("-- ::".utf8), let year = number(0..<4), let month = number(5..<7),
      let day = number(8..<10), let hour = number(11..<13), let minute = number(14..<16),
      let second = number(17..<19), (1...12).contains(month), hour < 24, minute < 60, second < 60
    else { return nil }
    var instant = Instant(year: year, month: month, day: day)
    guard instant.civil.day == day, instant.civil.month == month else { return nil }
    let decimals = bytes.count - 23
    if decimals > 0 {
      guard bytes[19] == UInt8(ascii: "."), var fraction = number(20..<20 + decimals) else { return nil }
      for _ in decimals..<6 { fraction *= 10 }
      instant.micros += Int64(fraction)
    }
    instant.micros += Int64(hour * 3600 + minute * 60 + second) * 1_000_000
    return instant
  }

  package static func < (left: Instant, right: Instant) -> Bool { left.micros < right.micros }

  // A warehouse may hold `infinity` for "not closed yet": sums and differences stop at the ends of the range.
  package static func + (left: Instant, right: Span) -> Instant {
    let (sum, overflow) = left.micros.addingReportingOverflow(right.micros)
    return Instant(micros: overflow ? (right.micros < 0 ? .min : .max) : sum)
  }
  package static func - (left: Instant, right: Span) -> Instant {
    let (difference, overflow) = left.micros.subtractingReportingOverflow(right.micros)
    return Instant(micros: overflow ? (right.micros < 0 ? .max : .min) : difference)
  }
  package static func - (left: Instant, right: Instant) -> Span {
    let (difference, overflow) = left.micros.subtractingReportingOverflow(right.micros)
    return Span(micros: overflow ? (right.micros < 0 ? .max : .min) : difference)
  }

  /// Midnight UTC that begins day `number` since 1970-01-01; past the range, its end.
  package init(dayNumber number: Int64) {
    let (product, overflow) = number.multipliedReportingOverflow(by: Self.microsPerDay)
    micros = overflow ? (number < 0 ? .min : .max) : product
  }

  /// Midnight UTC that begins this instant's day.
  package var startOfDay: Instant { Instant(dayNumber: dayNumber) }

  /// Whole days since 1970-01-01, rounded down.
  package var dayNumber: Int64 {
    let (quotient, remainder) = micros.quotientAndRemainder(dividingBy: Self.microsPerDay)
    return remainder < 0 ? quotient - 1 : quotient
  }

  /// The calendar date in UTC. Source: Hinnant, civil_from_days.
  package var civil: (year: Int, month: Int, day: Int) {
    let shifted = Int(dayNumber) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// `2026-03-01`.
  package var date: String {
    let (year, month, day) = civil
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  /// ISO 8601 in UTC, microseconds only when there are any: `2026-03-01T09:10:00Z`.
  package var description: String {
    let remainder = micros % Self.microsPerDay
    let rest = Int(remainder < 0 ? remainder + Self.microsPerDay : remainder)
    let (seconds, fraction) = rest.quotientAndRemainder(dividingBy: 1_000_000)
    let clock = "\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
    return "\(date)T\(clock)" + (fraction == 0 ? "" : ".\(padded(fraction, 6))") + "Z"
  }
}

private func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
