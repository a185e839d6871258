/// What a statement answered, whole in memory, in text form. For tables of any size use `Session.copyOut`.
package struct Rows: Sendable, Equatable {
  /// Column names in order.
  package let columns: [String]
  /// Rows the statement returned, inserted, updated or deleted, as its command tag says; 0 where it has no count.
  package let affected: Int
  /// Number of rows.
  package let count: Int
  /// Row after row, `columns.count` apiece.
  private let values: [String?]

  init(columns: [String], affected: Int, count: Int, values: [String?]) {
    self.columns = columns
    self.affected = affected
    self.count = count
    self.values = values
  }

  /// The value's text, nil for SQL NULL. Both indices count from 0 and must exist.
  package subscript(row: Int, column: Int) -> String? {
    precondition(columns.indices.contains(column), "no column \(column)")
    return values[row * columns.count + column]
  }

  /// The row's values in column order.
  package subscript(row: Int) -> ArraySlice<String?> {
    values[row * columns.count..<(row + 1) * columns.count]
  }

  /// Whether there is no row.
  package var isEmpty: Bool { count == 0 }
}
