extension CopyForm {
  /// Decodes the field of `length` bytes from `start`, all of which are there, into the cell whose words are at two places; the
  /// field's end. Throws `.protocol` for a field that cannot be of the type. A few nanoseconds.
  ///
  /// Where the length is what the type's always is, the end does not follow from it: the processor need not wait for one
  /// field's length to look at the next.
  @inline(__always)
  func decode(
    _ bytes: [UInt8], _ start: Int, _ length: Int, _ words: inout MutableSpan<UInt64>, _ first: Int,
    _ second: Int, _ others: inout [Int: BinaryNumeric]
  ) throws(PostgresError) -> Int {
    let source = bytes.span
    let end = start &+ length
    switch self {
    case .bytes:
      words[first] = UInt64(UInt32(truncatingIfNeeded: start)) | UInt64(truncatingIfNeeded: end) << 32
      return end
    case .integer:
      guard length == 8, let value: UInt64 = bigEndian(source, start) else { break }
      words[first] = value
      return start &+ 8
    case .timestamp:
      guard length == 8, let value: Int64 = bigEndian(source, start) else { break }
      words[first] = UInt64(bitPattern: BinaryFormat.micros(since2000: value))
      return start &+ 8
    case .date: break
    case .uuid:
      guard length == 16, let high: UInt64 = bigEndian(source, start),
        let low: UInt64 = bigEndian(source, start &+ 8)
      else { break }
      (words[first], words[second]) = (high, low)
      return start &+ 16
    case .numeric:
      guard let (digits, scale) = shortNumeric(source, start, end) else { break }
      (words[first], words[second]) = (digits, scale)
      return end
    }
    words[first] = try decodeRare(bytes[start..<end], first, &others)
    if self == .numeric { words[second] = .max }
    return end
  }

  /// What does not come row after row, and what cannot be of the type: the first word of its cell.
  @inline(never)
  private func decodeRare(
    _ field: ArraySlice<UInt8>, _ place: Int, _ others: inout [Int: BinaryNumeric]
  ) throws(PostgresError) -> UInt64 {
    let value: Int64
    switch self {
    case .integer: value = try BinaryFormat.integer(field)
    case .timestamp: value = try BinaryFormat.timestamp(field)
    case .date:
      let days = try BinaryFormat.date(field)
      let (micros, overflow) = days.multipliedReportingOverflow(by: microsOfDay)
      value = overflow ? (days < 0 ? .min : .max) : micros
    case .numeric:
      others[place] = try BinaryFormat.numeric(field)
      value = 0
    case .uuid, .bytes: throw BinaryFormat.wrong(field, "a uuid")
    }
    return UInt64(bitPattern: value)
  }
}

/// A numeric that is not negative, of at most four words whose digits fit 63 bits, as ordinary amounts are: its digits, and
/// how many of them are decimals. nil for any other, and for what is not a numeric. The same value as
/// ``BinaryFormat/numeric(_:)``.
@inline(__always)
private func shortNumeric(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> (digits: UInt64, scale: UInt64)?
{
  guard end - start >= 8, let head: UInt64 = bigEndian(bytes, start) else { return nil }
  let (count, sign) = (Int(head >> 48), head >> 16 & 0xFFFF)
  guard sign == 0, count <= 4, end - start == 8 + 2 * count else { return nil }
  let weight = Int(Int16(truncatingIfNeeded: head >> 32))
  let scale = Int(head & 0xFFFF)
  var digits: UInt64 = 0
  for index in 0..<count {
    guard let word: UInt16 = bigEndian(bytes, start &+ 8 &+ 2 &* index), word < 10_000 else { return nil }
    digits = digits &* 10_000 &+ UInt64(word)
  }
  // What is left to bring the last digit to the place the scale says.
  var places = 4 * (weight + 1 - count) + scale
  while places < 0 {
    guard digits % 10 == 0 else { return nil }
    (digits, places) = (digits / 10, places + 1)
  }
  while places > 0 {
    guard digits <= UInt64(Int64.max) / 10 else { return nil }
    (digits, places) = (digits * 10, places - 1)
  }
  return (digits, UInt64(scale))
}
