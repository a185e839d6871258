/// What the fields of a COPY's column are decoded to: one word of 64 bits a cell, or two.
package enum CopyForm: Sendable {
  /// Any type: where the field begins in ``CopyBatch/bytes``, and in the upper half of the word where it ends.
  case bytes
  /// int2, int4 or int8.
  case integer
  /// timestamp or timestamptz in microseconds since 1970, the infinities as the largest and smallest number.
  case timestamp
  /// date likewise, at midnight; past the range of 64 bits, its end.
  case date
  /// uuid: its upper half, then its lower.
  case uuid
  /// numeric: the digits, then how many of them are decimals; -1 there for a number that stands in ``CopyBatch/others``.
  case numeric

  /// Words of a cell.
  package var width: Int {
    switch self {
    case .bytes, .integer, .timestamp, .date: 1
    case .uuid, .numeric: 2
    }
  }
}

/// Whole rows of a binary COPY, decoded.
package struct CopyBatch: Sendable {
  /// Rows; there may be rows without fields.
  package let count: Int
  /// The stream they came in.
  package let bytes: [UInt8]
  /// Those of the columns.
  package let forms: [CopyForm]
  /// Column after column the words of its cells, as its ``CopyForm`` says, where a cell has two all first and then all second
  /// words; of a NULL nothing that means anything.
  package let words: [UInt64]
  /// Where each column begins in `words`.
  package let starts: [Int]
  /// How far a cell's second word is from its first.
  package let stride: Int
  /// By row: bit `c` is set where column `c` is NULL.
  package let nulls: [UInt64]
  /// Numerics that are negative, of more than 63 bits or no numbers, by the place of their first word in `words`.
  package let others: [Int: BinaryNumeric]

  /// Where a cell's first word is in `words`, nil for NULL. Rows and columns count from 0.
  package func place(_ row: Int, _ column: Int) -> Int? {
    nulls[row] >> UInt64(column) & 1 == 1 ? nil : starts[column] + row
  }

  /// A field of the form `bytes` in PostgreSQL's binary form of the column's type (see ``BinaryFormat``), nil for NULL.
  package func bytes(_ row: Int, _ column: Int) -> ArraySlice<UInt8>? {
    place(row, column).map { bytes[Int(UInt32(truncatingIfNeeded: words[$0]))..<Int(words[$0] >> 32)] }
  }

  /// The same as text, for types whose binary form is their text (text, varchar, json, …).
  package func text(_ row: Int, _ column: Int) -> String? {
    bytes(row, column).map { String(decoding: $0, as: UTF8.self) }
  }
}
