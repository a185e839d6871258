import Foundation
import Ledger
import Reports
import TestSupport
import Testing

/// A valid draft broken in one place, as `fixtures/drafts/mutations.md` has it.
struct Mutation: Sendable, CustomTestStringConvertible {
  let name: String
  /// Whether it takes the schema to see it.
  let needsSchema: Bool
  private let old: String
  private let new: String
  var testDescription: String { name }

  static let all: [Mutation] = {
    let file = repositoryRoot.appending(path: "fixtures/drafts/mutations.md")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.components(separatedBy: "\n## ").dropFirst().map { section in
      let lines = section.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      func line(_ sign: String) -> String {
        expanded(lines.first { $0.hasPrefix(sign) }.map { String($0.dropFirst(2)) } ?? "")
      }
      return Mutation(
        name: lines[0], needsSchema: lines[0].hasPrefix("schema: "), old: line("- "), new: line("+ "))
    }
  }()

  /// The document with the new text in place of the first that fits the old.
  func callAsFunction(_ document: String) throws -> String {
    let parts = old.components(separatedBy: "*")
    let start = try #require(document.firstRange(of: parts[0]), "\(name): the draft has no \(old)")
    var end = start.upperBound
    for part in parts.dropFirst() { end = try #require(document[end...].firstRange(of: part)).upperBound }
    return String(document[..<start.lowerBound]) + new + String(document[end...])
  }

  private static func expanded(_ text: String) -> String {
    text.replacing("{line}", with: "\n").replacing("{tab}", with: "\t").replacing(#/\{(.+?) x (\d+)\}/#) {
      String(repeating: String($0.1), count: Int($0.2) ?? 0)
    }
  }
}

/// A draft that is right passes; broken in any of these ways it does not.
@Suite struct MutationTests {
  private static let hasSchema = FinCENSchema.path != nil && Program.xmllint.path != nil
  private static let schemaReason = Comment(rawValue: "\(FinCENSchema.reason), or \(Program.xmllint.reason)")

  private func faults(_ document: String, _ draft: Draft) -> [String] {
    FinCENCheck(
      document: document,
      expected: .init(
        total: draft.figures.total, cumulative: draft.cumulative, currency: "USD", from: draft.figures.from,
        to: draft.figures.to, filedOn: draft.asOf, attachment: draft.attachment)
    ).faults
  }

  @Test func `the draft is right before it is broken`() throws {
    let draft = try sampleDraft()
    #expect(draft.faults == [])
    #expect(faults(draft.xml, draft) == [])
    #expect(Mutation.all.count >= 40)
  }

  @Test(.enabled(if: hasSchema, schemaReason))
  func `the schema takes it too`() throws {
    #expect(try FinCENSchema.faults(of: try sampleDraft().xml) == [])
  }

  @Test(arguments: Mutation.all.filter { !$0.needsSchema })
  func `a mutation is caught`(mutation: Mutation) throws {
    let draft = try sampleDraft()
    let broken = try mutation(draft.xml)
    #expect(broken != draft.xml)
    #expect(!faults(broken, draft).isEmpty)
  }

  @Test(
    .enabled(if: hasSchema, schemaReason),
    arguments: Mutation.all.filter(\.needsSchema))
  func `a mutation of form alone is caught by the schema`(mutation: Mutation) throws {
    #expect(!(try FinCENSchema.faults(of: try mutation(try sampleDraft().xml))).isEmpty)
  }

  @Test func `an attachment of more than a megabyte, or of nothing, is a fault`() throws {
    let draft = try sampleDraft()
    let name = try #require(draft.attachment?.name)
    for text in [String(repeating: "x,\r\n\"y\"", count: 200_000), "a\r\n"] {
      let found = FinCENCheck(
        document: draft.xml,
        expected: .init(
          total: draft.figures.total, currency: "USD", from: draft.figures.from, to: draft.figures.to,
          filedOn: draft.asOf,
          attachment: (name, text))
      ).faults
      #expect(found.count == 1, "\(found)")
    }
  }

  @Test func `another currency than the dollar is a fault`() throws {
    var record = try sampleCase()
    record.currency = "EUR"
    for place in record.alerts.indices { record.alerts[place].currency = "EUR" }
    #expect(try sampleDraft(record).faults == ["amounts are in EUR; the form wants US dollars"])
  }
}
