/// Rows under a header, columns aligned; numbers to the right. O(cells).
func textTable(_ header: [String], _ rows: [[String]], rightAligned: Set<Int> = []) -> String {
  var widths = header.map(\.count)
  for row in rows {
    for (column, cell) in row.enumerated() { widths[column] = max(widths[column], cell.count) }
  }
  func line(_ cells: [String]) -> String {
    let padded = cells.enumerated().map { column, cell in
      let padding = String(repeating: " ", count: widths[column] - cell.count)
      return rightAligned.contains(column) ? padding + cell : cell + padding
    }
    var text = padded.joined(separator: "  ")
    while text.last == " " { text.removeLast() }
    return text
  }
  return ([line(header), line(widths.map { String(repeating: "-", count: $0) })] + rows.map(line)).joined(
    separator: "\n")
}

/// Rows with an indent, columns aligned. O(cells).
func indented(_ rows: [[String]], rightAligned: Set<Int> = []) -> String {
  var widths: [Int] = []
  for row in rows {
    for (column, cell) in row.enumerated() {
      if column == widths.count { widths.append(0) }
      widths[column] = max(widths[column], cell.count)
    }
  }
  return rows.map { row in
    row.enumerated().map { column, cell in
      let padding = String(repeating: " ", count: widths[column] - cell.count)
      if rightAligned.contains(column) { return padding + cell }
      return column == row.count - 1 ? cell : cell + padding
    }.joined(separator: "  ")
  }.map { "  " + $0 }.joined(separator: "\n")
}
