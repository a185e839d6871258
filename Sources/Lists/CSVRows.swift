import SwiftCSV

/// The rows of a CSV file with the lines they begin on.
package struct CSVRows {
  /// Blank lines left out; cells trimmed of outer spaces.
  package private(set) var rows: [(line: Int, cells: [String])] = []

  /// Reads RFC 4180 with quoted commas and newlines, CRLF or LF, a byte-order mark and DOS's closing 0x1A.
  ///
  /// Bytes that are not UTF-8 are an error, or read as ISO 8859-1 where `orLatin1`. Throws ``ListError``. O(bytes).
  package init(_ bytes: [UInt8], file: String, orLatin1: Bool = false) throws(ListError) {
    var bytes = bytes[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    while let last = bytes.last, [0x1A, 0x0A, 0x0D].contains(last) { bytes.removeLast() }
    let text: String
    if let valid = String(validating: bytes, as: UTF8.self) {
      text = valid
    } else if orLatin1 {
      text = String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    } else {
      let line = Self.lines(before: Self.firstInvalid(bytes), in: bytes)
      throw ListError(file: file, line: line, problem: "is not UTF-8; save the file as UTF-8")
    }
    let progress = Progress()
    do {
      // A row limit of 0 keeps the text unparsed, so each row is built once and keeps its own count of cells.
      let csv = try EnumeratedCSV(string: text, delimiter: .comma, loadColumns: false, rowLimit: 0)
      try csv.enumerateAsArray(startAt: 0, rowLimit: nil) { cells in progress.take(cells) }
    } catch {
      throw ListError(
        file: file, line: progress.line,
        problem: "has a quote in the middle of a cell; put the cell in quotes and double the ones inside")
    }
    if text.utf8.count(where: { $0 == UInt8(ascii: "\"") }) % 2 == 1 {
      throw ListError(
        file: file, line: progress.lastLine,
        problem: "opens a quote that is never closed; close it or download the file again")
    }
    rows = progress.rows
  }

  private final class Progress {
    var rows: [(line: Int, cells: [String])] = []
    var line = 1
    var lastLine = 1

    func take(_ cells: [String]) {
      lastLine = line
      line += 1
      for cell in cells { line += cell.count(where: \.isNewline) }
      let trimmed = cells.map { cell in String(cell.trimmingSuffix(while: \.isWhitespace)) }
      if !trimmed.allSatisfy(\.isEmpty) { rows.append((lastLine, trimmed)) }
    }
  }

  private static func firstInvalid(_ bytes: ArraySlice<UInt8>) -> Int {
    var place = bytes.startIndex
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if String(validating: line, as: UTF8.self) == nil { return line.startIndex }
      place = line.endIndex
    }
    return place
  }

  private static func lines(before place: Int, in bytes: ArraySlice<UInt8>) -> Int {
    bytes[..<place].count { $0 == 0x0A } + 1
  }
}

extension String {
  fileprivate func trimmingSuffix(while isDropped: (Character) -> Bool) -> Substring {
    var end = endIndex
    while end > startIndex, isDropped(self[index(before: end)]) { end = index(before: end) }
    return self[..<end]
  }
}
