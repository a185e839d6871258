import Ledger

/// Weir's own list format: a header line naming columns, then one entry a line.
///
/// Columns, in any order: `class,matcher,value,network,kinds,country,name,jurisdiction,linkage,source,note`. The first
/// three and `source` are required. `kinds` are separated by `|`. Every mistake is an error, none is passed over: a
/// misspelt list must not look like a shorter one.
package enum ListCSV {
  /// The columns in the order files are written.
  package static let columns = [
    "class", "matcher", "value", "network", "kinds", "country", "name", "jurisdiction", "linkage", "source",
    "note",
  ]
  private static let required = ["class", "matcher", "value", "source"]

  static func read(_ bytes: [UInt8], named file: String, into list: inout ParsedList) throws(ListError) {
    let rows = try CSVRows(bytes, file: file).rows
    guard let header = rows.first else {
      throw ListError(file: file, problem: "is empty; its first line is \(columns.joined(separator: ","))")
    }
    let places = try places(header.cells, file, header.line)
    for (line, cells) in rows.dropFirst() {
      if let extra = cells.dropFirst(header.cells.count).first(where: { !$0.isEmpty }) {
        throw ListError(
          file: file, line: line,
          problem: "has '\(extra)' beyond the last column; quote cells that hold commas")
      }
      func cell(_ column: String) -> String {
        places[column].flatMap { $0 < cells.count ? cells[$0] : nil } ?? ""
      }
      func optional(_ column: String) -> String? { cell(column).isEmpty ? nil : cell(column) }
      let entry = ListEntry(
        listClass: try word(ListClass.self, "class", cell("class"), file, line),
        matcher: try word(ListMatcher.self, "matcher", cell("matcher"), file, line), value: cell("value"),
        network: optional("network"), kinds: try kinds(cell("kinds"), file, line),
        country: optional("country"),
        name: cell("name"), jurisdiction: cell("jurisdiction"), linkage: cell("linkage"),
        source: cell("source"),
        note: cell("note"))
      if let problem = entry.problem { throw ListError(file: file, line: line, problem: problem) }
      list.rows += 1
      if !list.add(entry) {
        list.skipped.append(SkippedRow(file: file, line: line, reason: "says what an earlier row says"))
      }
    }
  }

  private static func places(
    _ header: [String], _ file: String, _ line: Int
  ) throws(ListError) -> [String: Int] {
    var places: [String: Int] = [:]
    for (place, column) in header.enumerated() {
      guard columns.contains(column) else {
        throw ListError(
          file: file, line: line,
          problem: "unknown column '\(column)'; the columns are \(columns.joined(separator: ", "))")
      }
      guard places.updateValue(place, forKey: column) == nil else {
        throw ListError(file: file, line: line, problem: "column '\(column)' stands twice; drop one")
      }
    }
    for column in required where places[column] == nil {
      throw ListError(file: file, line: line, problem: "column '\(column)' is missing; add it to the header")
    }
    return places
  }

  private static func kinds(
    _ cell: String, _ file: String, _ line: Int
  ) throws(ListError) -> Set<EndpointKind>? {
    if cell.isEmpty { return nil }
    var kinds: Set<EndpointKind> = []
    for text in cell.split(separator: "|", omittingEmptySubsequences: false) {
      kinds.insert(try word(EndpointKind.self, "kind", String(text), file, line))
    }
    return kinds
  }

  private static func word<W: ContractWord>(
    _: W.Type, _ what: String, _ text: String, _ file: String, _ line: Int
  ) throws(ListError) -> W {
    if let word = W(rawValue: text) { return word }
    let known = W.allCases.map(\.rawValue).joined(separator: ", ")
    throw ListError(file: file, line: line, problem: "unknown \(what) '\(text)'; write one of \(known)")
  }
}
