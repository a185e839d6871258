/// Whole rows of a binary COPY, as they came.
package struct CopyBatch: Sendable {
  /// Where a field lies in the batch's bytes; a NULL ends at -1.
  package struct Field: Sendable {
    package let start: Int32
    package let end: Int32
  }

  package let bytes: [UInt8]
  /// Row after row: field `f` of row `r` stands at `r · width + f`.
  package let fields: [Field]
  /// Fields of every row.
  package let width: Int
  /// Rows; there may be rows without fields.
  package let count: Int

  /// The bytes in PostgreSQL's binary form of the column's type (see ``BinaryFormat``), nil for NULL. Rows and columns count
  /// from 0.
  package func bytes(_ row: Int, _ column: Int) -> ArraySlice<UInt8>? {
    let field = fields[row * width + column]
    return field.end < 0 ? nil : bytes[Int(field.start)..<Int(field.end)]
  }

  /// The field as text, nil for NULL; for types whose binary form is their text (text, varchar, json, …).
  package func text(_ row: Int, _ column: Int) -> String? {
    bytes(row, column).map { String(decoding: $0, as: UTF8.self) }
  }
}
