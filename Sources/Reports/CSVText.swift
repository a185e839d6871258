/// Comma-separated values (RFC 4180) that no spreadsheet takes for a formula.
package enum CSVText {
  /// One line with its line end: every cell in quotes.
  package static func row(_ cells: [String]) -> String {
    cells.map { "\"" + inert($0).replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",") + "\r\n"
  }

  /// The cell with an apostrophe before what a spreadsheet would compute.
  ///
  /// Source: OWASP, "CSV Injection"; full-width signs count, since spreadsheets of East Asia read them as their twins.
  package static func inert(_ cell: String) -> String {
    let triggers: Set<Unicode.Scalar> = [
      "=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠",
    ]
    let first = cell.unicodeScalars.first { $0 != " " && $0 != "\u{A0}" && $0 != "\"" && $0 != "'" }
    return first.map(triggers.contains) == true ? "'" + cell : cell
  }
}
