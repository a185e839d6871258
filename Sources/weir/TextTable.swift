/// Rows under a header, columns aligned; numbers to the right. O(cells).
func textTable(_ header: [String], _ rows: [[String]], rightAligned: Set<Int> = []) -> String {
  var widths = header.map(\.count)
  for row in rows { for (column, cell) in row.enumerated() { widths[column] = max(widths[column], cell.count) } }
  func line(_ cells: [String]) -> String {
    let padded = cells.enumerated().map { column, cell in
      let padding = String(repeating: " ", count: widths[column] - cell.count)
      return rightAligned.contains(column) ? padding + cell : cell + padding
    }
    var text = padded.joined(separator: "  ")
    while text.last == " " { text.removeLast() }
    return text
  }
  return ([line(header), line(widths.map { String(repeating: "-", count: $0) })] + rows.map(line)).joined(separator: "\n")
}
