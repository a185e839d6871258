/// Pure decoders of PostgreSQL's binary forms, as COPY and libpq deliver them. All throw `.protocol` when the bytes cannot be
/// of the type.
///
/// Source: the `*_send` functions of PostgreSQL (`int8send`, `timestamptz_send`, `date_send`, `uuid_send`).
package enum BinaryFormat {
  /// int2, int4 or int8, by its width.
  package static func integer(_ bytes: ArraySlice<UInt8>) throws(PostgresError) -> Int64 {
    switch bytes.count {
    case 8: return Int64(bitPattern: bigEndian(bytes))
    case 4: return Int64(Int32(truncatingIfNeeded: bigEndian(bytes)))
    case 2: return Int64(Int16(truncatingIfNeeded: bigEndian(bytes)))
    default: throw wrong(bytes, "an integer")
    }
  }

  /// timestamp or timestamptz in microseconds since 1970-01-01T00:00:00Z. `infinity` and `-infinity` are `Int64.max` and
  /// `Int64.min`, and so is the last tenth of a thousandth of PostgreSQL's range, which 64 bits from 1970 cannot hold.
  package static func timestamp(_ bytes: ArraySlice<UInt8>) throws(PostgresError) -> Int64 {
    guard bytes.count == 8 else { throw wrong(bytes, "a timestamp") }
    return micros(since2000: Int64(bitPattern: bigEndian(bytes)))
  }

  /// PostgreSQL counts from 2000.
  static func micros(since2000: Int64) -> Int64 {
    if since2000 == .min { return .min }
    let (micros, overflow) = since2000.addingReportingOverflow(microsFrom1970To2000)
    return overflow ? .max : micros
  }

  /// date in days since 1970-01-01; infinities are `Int64.max` and `Int64.min`.
  package static func date(_ bytes: ArraySlice<UInt8>) throws(PostgresError) -> Int64 {
    guard bytes.count == 4 else { throw wrong(bytes, "a date") }
    switch Int32(truncatingIfNeeded: bigEndian(bytes)) {
    case .max: return .max
    case .min: return .min
    case let days: return Int64(days) + 10_957
    }
  }

  /// The error for bytes of the wrong shape. It gives their number, never the bytes.
  static func wrong(_ bytes: ArraySlice<UInt8>, _ what: String) -> PostgresError {
    PostgresError(
      .protocol, "\(bytes.count) bytes cannot be \(what)", hint: "compare the column's type with the contract"
    )
  }

  /// Up to eight bytes, most significant first; zero-extended.
  static func bigEndian(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    var value: UInt64 = 0
    for byte in bytes { value = value << 8 | UInt64(byte) }
    return value
  }
}

let microsFrom1970To2000: Int64 = 946_684_800_000_000
let microsOfDay: Int64 = 86_400_000_000
