/// Many values as one parameter such as `$1::uuid[]`, in PostgreSQL's binary form: neither side puts them into words or reads
/// them. nil is SQL NULL. All are linear in the bytes.
///
/// Source: PostgreSQL `array_recv`, and the `*_recv` function of each type.
extension BoundValue {
  /// `text[]`. The server refuses a NUL.
  package static func texts(_ values: [String?]) -> BoundValue {
    array(of: 25, values) { text, bytes in bytes.append(contentsOf: text.utf8) }
  }

  /// `uuid[]`, of hexadecimal digits with or without dashes; the server refuses what has not 32 of them.
  package static func uuids(_ values: [String?]) -> BoundValue {
    array(of: 2950, values) { text, bytes in
      var half: UInt8?
      for case let digit? in text.utf8.lazy.map(hexadecimalDigit) {
        if let high = half { bytes.append(high << 4 | digit) }
        half = half == nil ? digit : nil
      }
    }
  }

  /// `integer[]`; what is out of its range becomes the end of it.
  package static func integers(_ values: [Int?]) -> BoundValue {
    array(of: 23, values) { value, bytes in bytes.append(bigEndian: Int32(clamping: value)) }
  }

  /// `bigint[]`.
  package static func bigints(_ values: [Int64?]) -> BoundValue {
    array(of: 20, values) { value, bytes in bytes.append(bigEndian: value) }
  }

  /// `boolean[]`.
  package static func booleans(_ values: [Bool?]) -> BoundValue {
    array(of: 16, values) { value, bytes in bytes.append(value ? 1 : 0) }
  }

  /// `timestamptz[]`, in microseconds since 1970-01-01T00:00:00Z; what comes before PostgreSQL's range is `-infinity`.
  package static func timestamps(micros: [Int64?]) -> BoundValue {
    array(of: 1184, micros) { value, bytes in
      let (since2000, overflow) = value.subtractingReportingOverflow(microsFrom1970To2000)
      bytes.append(bigEndian: overflow ? .min : since2000)
    }
  }

  /// `numeric[]`, of mantissa × 10^-scale with as many decimals as its scale, which is 0 or more.
  package static func numerics(_ values: [(mantissa: Int128, scale: Int)?]) -> BoundValue {
    array(of: 1700, values) { value, bytes in
      let words = BinaryFormat.words(of: value.mantissa.magnitude, scale: value.scale)
      let weight = words.count - (value.scale + 3) / 4 - 1
      for word in [words.count, weight, value.mantissa < 0 ? 0x4000 : 0, value.scale] {
        bytes.append(bigEndian: Int16(truncatingIfNeeded: word))
      }
      for word in words.reversed() { bytes.append(bigEndian: word) }
    }
  }

  /// `jsonb[]`, of JSON texts.
  package static func json(_ values: [String?]) -> BoundValue {
    array(of: 3802, values) { text, bytes in
      bytes.append(1)
      bytes.append(contentsOf: text.utf8)
    }
  }

  /// `type` is the elements' object identifier in `pg_type`.
  private static func array<Value>(
    of type: Int32, _ values: [Value?], append: (Value, inout [UInt8]) -> Void
  ) -> BoundValue {
    var bytes: [UInt8] = []
    let hasNull = values.contains { $0 == nil }
    for word in [values.isEmpty ? 0 : 1, hasNull ? 1 : 0, type] { bytes.append(bigEndian: word) }
    // One dimension, its size and its first index; an empty array has none.
    if !values.isEmpty { for word in [Int32(clamping: values.count), 1] { bytes.append(bigEndian: word) } }
    for value in values {
      let start = bytes.count
      bytes.append(bigEndian: Int32(-1))
      guard let value else { continue }
      append(value, &bytes)
      let length = bytes.count - start - 4
      for place in 0..<4 { bytes[start + place] = UInt8(truncatingIfNeeded: length >> (24 - 8 * place)) }
    }
    return .binary(bytes)
  }
}

extension BinaryFormat {
  /// The digits of a numeric in base 10,000, the last first, with the point between two of them.
  fileprivate static func words(of mantissa: UInt128, scale: Int) -> [Int16] {
    var words: [Int16] = []
    var rest = mantissa
    if scale % 4 > 0 {
      let power: UInt128 = [1, 10, 100, 1000][scale % 4]
      let (quotient, digits) = rest.quotientAndRemainder(dividingBy: power)
      words.append(Int16(truncatingIfNeeded: digits * (10_000 / power)))
      rest = quotient
    }
    while rest > 0 {
      let (quotient, digits) = rest.quotientAndRemainder(dividingBy: 10_000)
      words.append(Int16(truncatingIfNeeded: digits))
      rest = quotient
    }
    return words
  }
}

extension [UInt8] {
  /// Most significant byte first.
  fileprivate mutating func append(bigEndian value: some FixedWidthInteger) {
    for place in stride(from: value.bitWidth - 8, through: 0, by: -8) {
      append(UInt8(truncatingIfNeeded: value >> place))
    }
  }
}

private func hexadecimalDigit(_ character: UInt8) -> UInt8? {
  switch character {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): character - UInt8(ascii: "A") + 10
  default: nil
  }
}
