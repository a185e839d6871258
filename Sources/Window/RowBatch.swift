package import Ledger

/// Consecutive rows of one relation as they arrived, a column at a time, columns in the order of
/// ``Contract/columns(of:)``.
///
/// The warehouse reader makes it of COPY's binary form, the tests of Markdown tables; the rules of what is accepted
/// stand once, in ``WindowBuilder``.
package final class RowBatch: Sendable {
  /// A column of `count` values, in the form they arrived in.
  package enum Column: Sendable {
    /// UTF-8 in ``bytes``.
    case texts([TextPlace])
    /// Integers, identifiers that are integers, and instants in microseconds since 1970 (the infinities as the
    /// largest and smallest numbers).
    case integers([Int64?])
    /// Identifiers.
    case uuids([UInt128?])
    case numbers([NumberField])
    /// Nobody asked for it.
    case absent
  }

  /// Where a text lies; null when `end` is -1.
  package struct TextPlace: Sendable {
    package let start: Int32
    package let end: Int32

    package init(start: Int32, end: Int32) {
      self.start = start
      self.end = end
    }

    package static let null = TextPlace(start: 0, end: -1)
  }

  package let count: Int
  package let bytes: [UInt8]
  package let columns: [Column]

  package init(count: Int, bytes: [UInt8], columns: [Column]) {
    self.count = count
    self.bytes = bytes
    self.columns = columns
  }
}

/// A `numeric` as read.
package enum NumberField: Sendable, Equatable {
  case null
  case value(ExactDecimal)
  case nan
  case infinity(negative: Bool)
  /// More digits than the 38 that 128 bits hold.
  case tooLong
}

/// One row of a batch, for relations that are not large enough to be worth a loop a column.
struct SourceRow {
  let batch: RowBatch
  let row: Int

  /// The text in its text form; nil for null.
  func string(_ column: Int) -> String? {
    switch batch.columns[column] {
    case .texts(let places):
      let place = places[row]
      guard place.end >= 0 else { return nil }
      return String(decoding: batch.bytes[Int(place.start)..<Int(place.end)], as: UTF8.self)
    case .integers(let values): return values[row].map { String($0) }
    case .uuids(let values):
      return values[row].map { String(decoding: TextKey.utf8(ofUUID: $0), as: UTF8.self) }
    case .numbers, .absent: return nil
    }
  }

  /// nil for null.
  func integer(_ column: Int) -> Int64? {
    guard case .integers(let values) = batch.columns[column] else { return nil }
    return values[row]
  }

  func instant(_ column: Int) -> Instant? { integer(column).map { Instant(micros: $0) } }

  func number(_ column: Int) -> NumberField {
    guard case .numbers(let values) = batch.columns[column] else { return .null }
    return values[row]
  }
}

extension SourceRow {
  /// The cell in the one form of texts, and the bytes it may lie in; nil for null.
  func key(_ column: Int) -> (key: TextKey, bytes: [UInt8])? {
    switch batch.columns[column] {
    case .texts(let places):
      let place = places[row]
      guard place.end >= 0 else { return nil }
      return (TextKey(batch.bytes, Int(place.start), Int(place.end)), batch.bytes)
    case .integers(let values): return values[row].map { TextKey.key(of: $0) }
    case .uuids(let values): return values[row].map { (.uuid($0), []) }
    case .numbers, .absent: return nil
    }
  }
}

extension RowBatch {
  /// Calls `body` with every row of an identifier or text column: the row, its key or nil for null, and the bytes the key
  /// may lie in. The column's form is looked at once.
  @inline(__always)
  func forEachKey(_ column: Int, _ body: (Int, TextKey?, [UInt8]) -> Void) {
    switch columns[column] {
    case .texts(let places):
      for row in places.indices {
        let place = places[row]
        body(row, place.end < 0 ? nil : TextKey(bytes, Int(place.start), Int(place.end)), bytes)
      }
    case .integers(let values):
      for row in values.indices {
        guard let value = values[row] else {
          body(row, nil, bytes)
          continue
        }
        if TextKey.integers.contains(value) {
          body(row, .integer(value), bytes)
        } else {
          let (key, digits) = TextKey.key(of: value)
          body(row, key, digits)
        }
      }
    case .uuids(let values):
      for row in values.indices { body(row, values[row].map { .uuid($0) }, bytes) }
    case .numbers, .absent:
      for row in 0..<count { body(row, nil, bytes) }
    }
  }
}

extension RowBatch {
  /// The hashes of a column's keys, 0 for null. O(rows).
  func hashes(_ column: Int) -> [UInt64] {
    var hashes = Array(repeating: UInt64(0), count: count)
    forEachKey(column) { row, key, bytes in if let key { hashes[row] = key.hash(bytes) } }
    return hashes
  }
}

extension NumberField {
  /// The amount, nil for null. Throws for what an amount cannot be.
  func positive(_ column: String) throws(Fault) -> ExactDecimal? {
    switch self {
    case .null: return nil
    case .value(let value) where value.mantissa <= 0:
      throw Fault(column, .amountNotPositive, value.description)
    case .value(let value): return value
    case .nan: throw Fault(column, .amountNotANumber, "NaN")
    case .infinity(let negative): throw Fault(column, .amountNotANumber, negative ? "-Infinity" : "Infinity")
    case .tooLong: throw Fault(column, .amountNotANumber, "a number of more than 38 digits")
    }
  }
}
