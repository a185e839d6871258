/// A length of time in microseconds. (`Duration` of the standard library counts attoseconds in 128 bits: too wide for columns.)
package struct Span: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Microseconds; may be negative.
  package var micros: Int64

  package init(micros: Int64) { self.micros = micros }

  package static func seconds(_ count: Int64) -> Span { Span(micros: count * 1_000_000) }
  package static func hours(_ count: Int64) -> Span { .seconds(count * 3600) }
  package static func days(_ count: Int64) -> Span { .seconds(count * 86_400) }

  /// Reads `45s`, `90m`, `72h` or `3d`. Throws ``LedgerError/unreadable(_:expected:)``.
  package init(_ text: some StringProtocol) throws {
    let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
    guard let unit = text.last.flatMap({ units[$0] }), let count = Int64(text.dropLast()), count >= 0,
      case let (seconds, tooLong) = count.multipliedReportingOverflow(by: unit), !tooLong,
      case let (micros, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000), !overflow
    else { throw LedgerError.unreadable(String(text), expected: "a duration such as 72h, 3d, 90m or 45s") }
    self.micros = micros
  }

  package static func < (left: Span, right: Span) -> Bool { left.micros < right.micros }

  /// Whole days, rounded towards zero.
  package var days: Int64 { micros / Instant.microsPerDay }

  /// The largest unit that divides it: `3d`, `72h` reads back as `3d`.
  package var description: String {
    let seconds = micros / 1_000_000
    for (unit, size) in [("d", Int64(86_400)), ("h", 3600), ("m", 60)]
    where seconds != 0 && seconds % size == 0 {
      return "\(seconds / size)\(unit)"
    }
    return "\(seconds)s"
  }

  /// For people: `2 d 4 h`, `3 h 10 min`, `40 min`.
  package var spoken: String {
    let minutes = micros / 60_000_000
    let (days, hours, rest) = (minutes / 1440, minutes / 60 % 24, minutes % 60)
    if days > 0 { return hours > 0 ? "\(days) d \(hours) h" : "\(days) d" }
    if hours > 0 { return rest > 0 ? "\(hours) h \(rest) min" : "\(hours) h" }
    return "\(rest) min"
  }
}
