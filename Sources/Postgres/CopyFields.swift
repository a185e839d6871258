extension CopyForm {
  /// Decodes the field of `length` bytes from `start`, all of which are there, into the cell at a place; the field's end.
  /// Throws `.protocol` for a field that cannot be of the type. A few nanoseconds.
  ///
  /// Where the length is what the type's always is, the end does not follow from it: the processor need not wait for one
  /// field's length to look at the next.
  @inline(__always)
  func decode(
    _ bytes: [UInt8], _ start: Int, _ length: Int, _ cells: inout MutableSpan<UInt64>, _ cell: Int,
    _ others: inout [Int: BinaryNumeric]
  ) throws(PostgresError) -> Int {
    let source = bytes.span
    let end = start + length
    switch self {
    case .bytes: cells[cell] = UInt64(UInt32(truncatingIfNeeded: start)) | UInt64(end) << 32
    case .integer:
      if length == 8, let value = bigEndian64(source, start) {
        cells[cell] = value
        return start + 8
      }
      cells[cell] = UInt64(bitPattern: try BinaryFormat.integer(bytes[start..<end]))
    case .timestamp:
      guard length == 8, let value = bigEndian64(source, start) else {
        throw BinaryFormat.wrong(bytes[start..<end], "a timestamp")
      }
      cells[cell] = UInt64(bitPattern: BinaryFormat.micros(since2000: Int64(bitPattern: value)))
      return start + 8
    case .date:
      let (micros, overflow) = try BinaryFormat.date(bytes[start..<end])
        .multipliedReportingOverflow(by: microsOfDay)
      cells[cell] = overflow ? UInt64(bitPattern: .max) : UInt64(bitPattern: micros)
    case .uuid:
      guard length == 16, let high = bigEndian64(source, start), let low = bigEndian64(source, start + 8) else {
        throw BinaryFormat.wrong(bytes[start..<end], "a uuid")
      }
      (cells[cell], cells[cell + 1]) = (high, low)
      return start + 16
    case .numeric:
      if let (digits, scale) = shortNumeric(source, start, end) {
        (cells[cell], cells[cell + 1]) = (digits, scale)
      } else {
        cells[cell + 1] = .max
        others[cell] = try BinaryFormat.numeric(bytes[start..<end])
      }
    }
    return end
  }
}

/// A numeric that is not negative, of at most four words whose digits fit 63 bits, as ordinary amounts are: its digits, and
/// how many of them are decimals. nil for any other, and for what is not a numeric. The same value as
/// ``BinaryFormat/numeric(_:)``.
@inline(__always)
private func shortNumeric(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> (digits: UInt64, scale: UInt64)? {
  guard end - start >= 8, let head = bigEndian64(bytes, start) else { return nil }
  let (count, sign) = (Int(head >> 48), head >> 16 & 0xFFFF)
  guard sign == 0, count <= 4, end - start == 8 + 2 * count else { return nil }
  let weight = Int(Int16(truncatingIfNeeded: head >> 32))
  let scale = Int(head & 0xFFFF)
  var digits: UInt64 = 0
  for index in 0..<count {
    guard let word = bigEndian16(bytes, start + 8 + 2 * index), (0..<10_000).contains(word) else { return nil }
    digits = digits * 10_000 + UInt64(word)
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
