import Ledger
import Testing
import Window

/// `docs/contract.md` leaves out nothing that the contract asks for.
@Suite struct ContractDocumentTests {
  private let page: TrackedFile

  init() throws { page = try #require(trackedFiles.first { $0.path == "docs/contract.md" }) }

  @Test(arguments: Relation.allCases)
  func `every column of a relation stands in its table`(relation: Relation) throws {
    let section = try #require(
      lines(under: "### `\(relation.rawValue)`"), "docs/contract.md: add ### `\(relation.rawValue)`")
    for column in Contract.columns(of: relation) {
      let row = section.first { $0.hasPrefix("| `\(column.name)`") }
      #expect(row != nil, "docs/contract.md: \(relation.rawValue) lacks the row | `\(column.name)` |")
      // The mark of design §3 for a column that is never null.
      #expect(
        row?.hasPrefix("| `\(column.name)`\(column.isRequired ? " ✱ |" : " |")") == true,
        "docs/contract.md: \(relation.rawValue).\(column.name) has ✱ if and only if null breaks the contract")
      guard case .word(let words) = column.type else { continue }
      for word in words {
        #expect(row?.contains("`\(word)`") == true, "docs/contract.md: \(column.name) may be `\(word)`")
      }
    }
    let rows = section.filter { $0.hasPrefix("| `") }
    #expect(rows.count == Contract.columns(of: relation).count, "a row too many for \(relation.rawValue)")
  }

  @Test(arguments: Reject.Reason.allCases)
  func `every reason for a rejected row is explained`(reason: Reject.Reason) {
    #expect(
      page.lines.contains { $0.text.hasPrefix("| `\(reason.rawValue)` |") },
      "docs/contract.md: add the row | `\(reason.rawValue)` | meaning | what to do |")
  }

  /// The lines under a heading, up to the next one.
  private func lines(under heading: String) -> [Substring]? {
    let lines = page.lines.map(\.text)
    guard let start = lines.firstIndex(where: { $0.hasPrefix(heading) }) else { return nil }
    return Array(lines[(start + 1)...].prefix { !$0.hasPrefix("#") })
  }
}
