/// One table of the demo's own schema, ready for `COPY name (columns) FROM STDIN`.
package struct DemoTable: Sendable, Equatable {
  /// With its schema: `platform.payment`.
  package let name: String
  /// Column names, in the order of a row's values.
  package let columns: [String]
  /// One value per column in PostgreSQL's input text; nil for null. Not escaped.
  package let rows: [[String?]]

  /// Each row must have a value, or nil, for every column.
  package init(name: String, columns: [String], rows: [[String?]]) {
    self.name = name
    self.columns = columns
    self.rows = rows
  }
}
