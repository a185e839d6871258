import Foundation

/// Rows in COPY's text form, written to standard output a megabyte at a time.
struct Line {
  private var bytes: [UInt8] = []

  init() { bytes.reserveCapacity(1 << 20 + 4096) }

  mutating func append(byte: UInt8) { bytes.append(byte) }

  mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// In decimal, with zeros before it up to so many digits; `number` ≥ 0.
  mutating func append(_ number: Int, digits: Int = 1) {
    let first = bytes.count
    var rest = number
    while rest > 0 || bytes.count - first < digits {
      bytes.append(UInt8(48 + rest % 10))
      rest /= 10
    }
    bytes[first...].reverse()
  }

  mutating func append(hex number: UInt64) {
    for shift in stride(from: UInt64(60), through: 0, by: -4) {
      let digit = UInt8(number >> shift & 15)
      bytes.append(digit < 10 ? 48 + digit : 87 + digit)
    }
  }

  /// Major units with two decimals.
  mutating func append(cents: Int64) {
    append(Int(cents / 100))
    bytes.append(46)
    append(Int(cents % 100), digits: 2)
  }

  /// An instant, as PostgreSQL reads it whatever its time zone: whole days are added to the epoch by `Date`'s calendar.
  mutating func append(seconds: Int64) {
    let (day, second) = (Int(seconds / 86_400), Int(seconds % 86_400))
    append(date: day)
    bytes.append(32)
    append(second / 3600, digits: 2)
    bytes.append(58)
    append(second / 60 % 60, digits: 2)
    bytes.append(58)
    append(second % 60, digits: 2)
    bytes.append(43)
    append(0, digits: 2)
  }

  /// A day since 1970 (H. Hinnant, "chrono-compatible low-level date algorithms": civil_from_days).
  mutating func append(date day: Int) {
    let shifted = day + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let year = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * year + year / 4 - year / 100)
    let month = (5 * dayOfYear + 2) / 153
    append(year + era * 400 + (month >= 10 ? 1 : 0), digits: 4)
    bytes.append(45)
    append(month < 10 ? month + 3 : month - 9, digits: 2)
    bytes.append(45)
    append(dayOfYear - (153 * month + 2) / 5 + 1, digits: 2)
  }

  mutating func appendNull() { append("\\N") }

  mutating func tab() { bytes.append(9) }

  /// Ends the row.
  mutating func end() throws {
    bytes.append(10)
    if bytes.count >= 1 << 20 { try flush() }
  }

  mutating func flush() throws {
    try FileHandle.standardOutput.write(contentsOf: bytes)
    bytes.removeAll(keepingCapacity: true)
  }
}
