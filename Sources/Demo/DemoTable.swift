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

  /// The statement that takes the rows.
  package var copyStatement: String { "COPY \(name) (\(columns.joined(separator: ", "))) FROM STDIN" }

  /// The rows in COPY's text format: tabs between values, `\N` for null, control characters and backslashes escaped.
  /// O(bytes).
  package var copyText: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(rows.count * columns.count * 12)
    for row in rows {
      for (place, value) in row.enumerated() {
        if place > 0 { bytes.append(UInt8(ascii: "\t")) }
        guard let value else {
          bytes += [UInt8(ascii: "\\"), UInt8(ascii: "N")]
          continue
        }
        for byte in value.utf8 {
          switch byte {
          case UInt8(ascii: "\\"): bytes += [byte, byte]
          case UInt8(ascii: "\t"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
          case UInt8(ascii: "\n"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
          case UInt8(ascii: "\r"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "r")]
          default: bytes.append(byte)
          }
        }
      }
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }
}
