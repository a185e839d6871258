import Foundation
import TestSupport
import Testing

/// SQL that the documents tell people to run, on the schema as the migrations make it.
@Suite(.enabled(if: TestServer.uri != nil, Comment(rawValue: TestServer.reason)))
struct DocumentedSQLTests {
  private static let examples: [Example] = trackedFiles.filter { $0.isNamed(".md") }.flatMap { file in
    file.text.matches(of: #/(?m)^```sql\n((?s).*?)^```$/#).map { match in
      let line = file.text[..<match.range.lowerBound].count { $0 == "\n" } + 2
      return Example(place: "\(file.path):\(line)", sql: String(match.1))
    }
  }

  /// Schema first, then what is created from it; the order of the paths is the order of `weir migrate`.
  private static let schema =
    trackedFiles.filter { $0.isIn("sql/migrations/") && $0.isNamed(".sql") }
    + trackedFiles.filter { $0.isIn("sql/bi/") && $0.isNamed(".sql") }
    + trackedFiles.filter { $0.isIn("sql/roles/") && $0.isNamed(".sql") }

  @Test(.enabled(if: !schema.isEmpty, "there are no migrations yet"))
  func `every query in the documents runs`() throws {
    let uri = try #require(TestServer.uri)
    let database = "weir_documents_\(ProcessInfo.processInfo.processIdentifier)"
    // Files and not standard input, so that an error names where it is. Whatever an example changes is undone.
    var script =
      "CREATE DATABASE \(database);\n\\connect \(database)\nSET weir.source_schema = 'weir_source';\n"
    for file in Self.schema { script += "\\i '\(repositoryRoot.appending(path: file.path).path)'\n" }
    for example in Self.examples {
      script += "\\echo \(example.place)\nBEGIN;\n\(example.sql);\nROLLBACK;\n"
    }
    let file = FileManager.default.temporaryDirectory.appending(path: database + ".sql")
    try script.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }

    let psql = ["psql", uri, "--no-psqlrc", "--quiet", "--tuples-only", "--set", "ON_ERROR_STOP=1"]
    let ran = try output(of: psql + ["--file", file.path])
    let dropped = try output(of: psql + ["--command", "DROP DATABASE IF EXISTS \(database)"])
    #expect(ran.status == 0, "\(ran.text.suffix(2_000))")
    #expect(dropped.status == 0, "\(dropped.text)")
  }

  @Test func `the operator's guide has examples, and they were found`() {
    #expect(Self.examples.contains { $0.place.hasPrefix("docs/operating.md:") })
    #expect(Self.examples.allSatisfy { !$0.sql.isEmpty })
  }
}

/// One fenced block of SQL.
private struct Example: Sendable {
  /// `path:line` of its first line.
  var place: String
  var sql: String
}
