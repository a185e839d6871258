package import Ledger
package import Window

extension RowBatch {
  /// Rows of text cells by column name, in the forms a warehouse whose identifiers are texts sends them in. A missing
  /// column is null; what cannot be read as its column's type is null too, or a number too long.
  package convenience init(_ rows: [[String: String]], _ relation: Relation) {
    var bytes: [UInt8] = []
    let columns = Contract.columns(of: relation).map { column -> Column in
      let cells = rows.map { $0[column.name] }
      switch column.type {
      case .identifier, .text, .word:
        return .texts(
          cells.map { cell in
            guard let cell else { return .null }
            let start = Int32(bytes.count)
            bytes.append(contentsOf: cell.utf8)
            return TextPlace(start: start, end: Int32(bytes.count))
          })
      case .instant, .date: return .integers(cells.map { $0.flatMap { try? Instant($0).micros } })
      case .integer: return .integers(cells.map { $0.flatMap { Int64($0) } })
      case .amount: return .numbers(cells.map { $0.map(NumberField.init(text:)) ?? .null })
      }
    }
    self.init(count: rows.count, bytes: bytes, columns: columns)
  }
}

extension NumberField {
  /// A number as PostgreSQL writes it.
  fileprivate init(text: String) {
    self =
      switch text {
      case "NaN": .nan
      case "Infinity", "-Infinity": .infinity(negative: text.hasPrefix("-"))
      default: ExactDecimal(text).map { .value($0) } ?? .tooLong
      }
  }
}
