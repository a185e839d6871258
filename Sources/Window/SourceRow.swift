import Ledger

/// One row of a batch, for relations that are not large enough to be worth a loop a column.
struct SourceRow {
  let batch: RowBatch
  let row: Int

  /// The text in its text form; nil for null.
  func string(_ column: Int) -> String? {
    key(column).map { key, bytes in
      switch key {
      case .integer(let value): String(value)
      case .uuid(let value): String(decoding: TextKey.utf8(ofUUID: value), as: UTF8.self)
      case .utf8(let low, let high): String(decoding: bytes[low..<high], as: UTF8.self)
      }
    }
  }

  /// nil for null.
  func integer(_ column: Int) -> Int64? {
    batch.forms[column] == .integers ? batch.word(row, column).map { Int64(bitPattern: $0) } : nil
  }

  func instant(_ column: Int) -> Instant? { integer(column).map { Instant(micros: $0) } }

  func number(_ column: Int) -> NumberField { batch.number(row, column) }

  /// nil for null.
  func text(_ column: Int) -> RowBatch.TextPlace? {
    batch.forms[column] == .texts ? batch.word(row, column).map { RowBatch.TextPlace(word: $0) } : nil
  }

  /// The cell in the one form of texts, and the bytes it may lie in; nil for null.
  func key(_ column: Int) -> (key: TextKey, bytes: [UInt8])? {
    switch batch.forms[column] {
    case .texts: return text(column).map { (TextKey(batch.bytes, $0.start, $0.end), batch.bytes) }
    case .integers: return integer(column).map { TextKey.key(of: $0) }
    case .uuids: return batch.cells(column).uuid(row).map { (.uuid($0), []) }
    case .numbers, .absent: return nil
    }
  }
}

extension RowBatch {
  /// Calls `body` with every row of an identifier or text column: the row, its key or nil for null, and the bytes the key
  /// may lie in. The column's form is looked at once.
  @inline(__always)
  func forEachKey(_ column: Int, _ body: (Int, TextKey?, [UInt8]) -> Void) {
    let cells = cells(column)
    switch forms[column] {
    case .texts:
      for row in 0..<count {
        if let place = cells.text(row) {
          body(row, TextKey(bytes, place.start, place.end), bytes)
        } else {
          body(row, nil, bytes)
        }
      }
    case .integers:
      for row in 0..<count {
        let value = cells.integer(row)
        if let value, !TextKey.integers.contains(value) {
          let (key, digits) = TextKey.key(of: value)
          body(row, key, digits)
        } else {
          body(row, value.map { .integer($0) }, bytes)
        }
      }
    case .uuids:
      for row in 0..<count { body(row, cells.uuid(row).map { .uuid($0) }, bytes) }
    case .numbers, .absent:
      for row in 0..<count { body(row, nil, bytes) }
    }
  }

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
