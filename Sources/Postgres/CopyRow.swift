/// The current row of a binary COPY. One object serves all rows; what ``bytes(_:)`` returned may be kept, at the price of
/// a copy of the row's buffer.
@safe package final class CopyRow {
  /// The checks of exclusive access, which this object for one thread cannot fail, took half of the time of reading.
  @exclusivity(unchecked) var stream: CopyStream

  init(width: Int) { unsafe stream = CopyStream(width: width) }

  /// Columns of every row.
  package var width: Int { unsafe stream.fields.count }

  /// The column's bytes in PostgreSQL's binary form of its type (see ``BinaryFormat``), nil for NULL. Columns count from 0.
  package func bytes(_ column: Int) -> ArraySlice<UInt8>? {
    let field = unsafe stream.fields[column]
    return unsafe field.end < 0 ? nil : stream.storage[field.start..<field.end]
  }

  /// The column as text, nil for NULL; for types whose binary form is their text (text, varchar, json, …).
  package func text(_ column: Int) -> String? {
    bytes(column).map { String(decoding: $0, as: UTF8.self) }
  }
}
