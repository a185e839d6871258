package import Ledger
package import Window

extension RowBatch {
  /// Cells of a column, nil for null.
  package enum TestColumn {
    /// In UTF-8, or any bytes.
    case texts([[UInt8]?])
    case integers([Int64?])
    case numbers([NumberField])
    case absent
  }

  /// Rows by their columns.
  package convenience init(count: Int, columns: [TestColumn]) {
    var (bytes, words, starts): ([UInt8], [UInt64], [Int]) = ([], [], [])
    var nulls = Array(repeating: UInt64(0), count: count)
    var others: [Int: NumberField] = [:]
    var forms: [Form] = []
    for (place, column) in columns.enumerated() {
      starts.append(words.count)
      func isNull(_ row: Int) { nulls[row] |= 1 << UInt64(place) }
      switch column {
      case .texts(let cells):
        forms.append(.texts)
        for (row, cell) in cells.enumerated() {
          if cell == nil { isNull(row) }
          let start = bytes.count
          bytes += cell ?? []
          words.append(UInt64(bytes.count) << 32 | UInt64(start))
        }
      case .integers(let cells):
        forms.append(.integers)
        for (row, cell) in cells.enumerated() {
          if cell == nil { isNull(row) }
          words.append(UInt64(bitPattern: cell ?? 0))
        }
      case .numbers(let cells):
        forms.append(.numbers)
        var scales: [UInt64] = []
        for (row, cell) in cells.enumerated() {
          if cell == .null { isNull(row) }
          if case .value(let value) = cell, let short = UInt64(exactly: value.mantissa), short >> 63 == 0 {
            words.append(short)
            scales.append(UInt64(value.scale))
          } else {
            others[words.count] = cell
            words.append(0)
            scales.append(.max)
          }
        }
        words += scales
      case .absent: forms.append(.absent)
      }
    }
    self.init(
      count: count, bytes: bytes, forms: forms, words: words, starts: starts, stride: count, nulls: nulls,
      numbers: others)
  }

  /// Rows of text cells by column name, in the forms a warehouse whose identifiers are texts sends them in. A missing
  /// column is null; what cannot be read as its column's type is null too, or a number too long.
  package convenience init(_ rows: [[String: String]], _ relation: Relation) {
    let columns = Contract.columns(of: relation).map { column -> TestColumn in
      let cells = rows.map { $0[column.name] }
      return switch column.type {
      case .identifier, .text, .word: .texts(cells.map { $0.map { Array($0.utf8) } })
      case .instant, .date: .integers(cells.map { $0.flatMap { try? Instant($0).micros } })
      case .integer: .integers(cells.map { $0.flatMap { Int64($0) } })
      case .amount: .numbers(cells.map { $0.map(NumberField.init(text:)) ?? .null })
      }
    }
    self.init(count: rows.count, columns: columns)
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
