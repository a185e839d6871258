package import Ledger
package import Window

/// What `weir trace` prints: one line per non-zero `routedₕ` (design §5).
package struct TraceTable: Sendable {
  package struct Row: Hashable, Sendable {
    package let accountID: String
    package let sinkClass: SinkClass
    package let hops: Int
    package let amount: Money

    /// The members of a JSON object. Amounts are strings: a JSON number would pass through floating point.
    var jsonFields: String {
      "\"account_id\": \(jsonString(accountID)), \"sink_class\": \"\(sinkClass.rawValue)\", "
        + "\"hops\": \(hops), \"amount\": \"\(amount)\""
    }
  }

  package static let columns = ["account_id", "sink_class", "hops", "amount"]

  /// Ascending by account id bytewise, then sink class by its text, then hops.
  package let rows: [Row]

  /// All parties of a trace, or one of them. O(n log n).
  package init(_ trace: Trace, of window: Window, account: Party? = nil) {
    let ids = window.parties.ids
    let routed = trace.routed.filter { account == nil || $0.party == account }
    rows = routed.sorted { left, right in
      if left.party != right.party { return ids.precedes(Text(index: left.party), Text(index: right.party)) }
      if left.sinkClass != right.sinkClass {
        return left.sinkClass.rawValue.utf8.lexicographicallyPrecedes(right.sinkClass.rawValue.utf8)
      }
      return left.hops < right.hops
    }.map {
      Row(accountID: window.id($0.party), sinkClass: $0.sinkClass, hops: $0.hops, amount: $0.amount)
    }
  }

  /// A header, then one line a row, each ended by a line feed; fields quoted as RFC 4180 asks.
  package var csv: String {
    var text = Self.columns.joined(separator: ",") + "\n"
    for row in rows {
      text += "\(quoted(row.accountID)),\(row.sinkClass.rawValue),\(row.hops),\(row.amount)\n"
    }
    return text
  }

  /// An array with one object a line.
  package var json: String {
    let lines = rows.map { "  {\($0.jsonFields)}" }
    return lines.isEmpty ? "[]\n" : "[\n" + lines.joined(separator: ",\n") + "\n]\n"
  }

  /// For a terminal: columns aligned, figures to the right, ids as ``Swift/String/visible``.
  package var table: String {
    let cells = rows.map { [$0.accountID.visible, $0.sinkClass.rawValue, "\($0.hops)", "\($0.amount)"] }
    return aligned([Self.columns] + cells, right: 2..<4)
  }
}

/// Rows of as many cells each, one a line, columns aligned with two spaces between them. O(cells).
func aligned(_ rows: [[String]], right: Range<Int>) -> String {
  let widths = rows.first?.indices.map { column in rows.map { $0[column].count }.max() ?? 0 } ?? []
  return rows.map { row in
    var line = row.enumerated().map { column, cell in
      let padding = String(repeating: " ", count: widths[column] - cell.count)
      return right.contains(column) ? padding + cell : cell + padding
    }.joined(separator: "  ")
    while line.last == " " { line.removeLast() }
    return line + "\n"
  }.joined()
}

private func quoted(_ field: String) -> String {
  let needsQuotes = field.utf8.contains { [UInt8(ascii: ","), UInt8(ascii: "\""), 10, 13].contains($0) }
  return needsQuotes ? "\"" + field.replacing("\"", with: "\"\"") + "\"" : field
}

/// A JSON string (RFC 8259, section 7).
func jsonString(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    case "\n": result += "\\n"
    case "\r": result += "\\r"
    case "\t": result += "\\t"
    case _ where scalar.value < 0x20:
      let digits = String(scalar.value, radix: 16)
      result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}
