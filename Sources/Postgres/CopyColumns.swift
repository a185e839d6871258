/// Columns of a batch, decoded whole: a loop over one column of one type costs a few nanoseconds a value.
extension CopyBatch {
  /// int2, int4 or int8, nil for NULL. Throws `.protocol` for a field of another width.
  package func integers(_ column: Int) throws(PostgresError) -> [Int64?] {
    try values(column) { bytes, field throws(PostgresError) in
      if field.end - field.start == 8, let value = bigEndian64(bytes, Int(field.start)) {
        return Int64(bitPattern: value)
      }
      return try BinaryFormat.integer(self.bytes[Int(field.start)..<Int(field.end)])
    }
  }

  /// timestamp or timestamptz in microseconds since 1970, the infinities as the largest and smallest number; nil for NULL.
  /// Throws `.protocol` for a field of another width.
  package func timestamps(_ column: Int) throws(PostgresError) -> [Int64?] {
    try values(column) { bytes, field throws(PostgresError) in
      if field.end - field.start == 8, let value = bigEndian64(bytes, Int(field.start)) {
        return BinaryFormat.micros(since2000: Int64(bitPattern: value))
      }
      return try BinaryFormat.timestamp(self.bytes[Int(field.start)..<Int(field.end)])
    }
  }

  /// date in days since 1970-01-01, the infinities as the largest and smallest number; nil for NULL. Throws `.protocol` for a
  /// field of another width.
  package func dates(_ column: Int) throws(PostgresError) -> [Int64?] {
    try values(column) { _, field throws(PostgresError) in
      try BinaryFormat.date(self.bytes[Int(field.start)..<Int(field.end)])
    }
  }

  /// uuid, nil for NULL. Throws `.protocol` for a field of another width.
  package func uuids(_ column: Int) throws(PostgresError) -> [UInt128?] {
    try values(column) { bytes, field throws(PostgresError) in
      let start = Int(field.start)
      guard field.end - field.start == 16, let high = bigEndian64(bytes, start),
        let low = bigEndian64(bytes, start + 8)
      else { throw BinaryFormat.wrong(self.bytes[start..<Int(field.end)], "a uuid") }
      return UInt128(high) << 64 | UInt128(low)
    }
  }

  /// numeric, nil for NULL. Throws `.protocol`.
  package func numerics(_ column: Int) throws(PostgresError) -> [BinaryNumeric?] {
    try values(column) { bytes, field throws(PostgresError) in
      let (start, end) = (Int(field.start), Int(field.end))
      if let number = shortNumeric(bytes, start, end) { return number }
      return try BinaryFormat.numeric(self.bytes[start..<end])
    }
  }

  @inline(__always)
  private func values<T>(
    _ column: Int, _ decode: (Span<UInt8>, Field) throws(PostgresError) -> T
  ) throws(PostgresError) -> [T?] {
    let bytes = bytes.span
    let fields = fields.span
    return try Array(capacity: count) { values throws(PostgresError) in
      for row in 0..<count {
        let field = fields[row * width + column]
        values.append(field.end < 0 ? nil : try decode(bytes, field))
      }
    }
  }
}

/// A positive numeric of at most four words whose digits fit 64 bits, as ordinary amounts are; nil for any other, and for
/// what is not a numeric. The same value as ``BinaryFormat/numeric(_:)``.
@inline(__always)
private func shortNumeric(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> BinaryNumeric? {
  guard end - start >= 8, end <= bytes.count, let head = bigEndian64(bytes, start) else { return nil }
  let (count, sign) = (Int(head >> 48), head >> 16 & 0xFFFF)
  guard sign == 0, count <= 4, end - start == 8 + 2 * count else { return nil }
  let weight = Int(Int16(truncatingIfNeeded: head >> 32))
  let scale = Int(head & 0xFFFF)
  var mantissa: Int64 = 0
  for index in 0..<count {
    let at = start + 8 + 2 * index
    let digit = Int64(bytes[at]) << 8 | Int64(bytes[at + 1])
    guard digit < 10_000 else { return nil }
    mantissa = mantissa * 10_000 + digit
  }
  // What is left to bring the last digit to the place the scale says.
  let places = 4 * (weight + 1 - count) + scale
  if places >= 0 {
    guard places < tens.count, mantissa <= Int64.max / tens[places] else { return nil }
    return .value(mantissa: Int128(mantissa * tens[places]), scale: scale)
  }
  guard -places < tens.count, mantissa % tens[-places] == 0 else { return nil }
  return .value(mantissa: Int128(mantissa / tens[-places]), scale: scale)
}

/// Powers of ten.
private let tens: InlineArray<16, Int64> = InlineArray { place in
  (0..<place).reduce(1) { power, _ in power * 10 }
}
