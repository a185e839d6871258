import Foundation
import TestSupport
import Testing

@Suite struct SQLFilesTests {
  private let files = trackedFiles.filter { $0.isIn("sql/") && $0.isNamed(".sql") }

  @Test func `a query begins by saying what it is for`() {
    for file in files {
      #expect(file.text.hasPrefix("-- "), "\(file.path): begin with a comment line that says what it is for")
    }
  }

  @Test func `migrations are numbered without gaps`() {
    let names = files.filter { $0.isIn("sql/migrations/") }.map { $0.path.split(separator: "/").last ?? "" }
    for (place, name) in names.enumerated() {
      let number = String(repeating: "0", count: 4 - "\(place + 1)".count) + "\(place + 1)"
      #expect(
        name.hasPrefix(number + "_"), "\(name) comes next: name it \(number)_….sql; applied ones never change"
      )
    }
  }

  @Test func `file names are words in lower case`() {
    for file in files {
      #expect(
        file.path.wholeMatch(of: #/sql(/[a-z_]+)*/[a-z0-9_]+\.sql/#) != nil,
        "\(file.path): lower case, digits and _")
    }
  }
}

@Suite struct StarterListsTests {
  private let lists = trackedFiles.filter { $0.isIn("fixtures/lists/") && $0.isNamed(".csv") }

  @Test func `every row of a starter list says where it is from`() throws {
    for file in lists {
      let rows = file.lines.filter { !$0.text.isEmpty && !$0.text.hasPrefix("#") }
      let header = try #require(rows.first, "\(file.path) is empty")
      let column = try #require(
        fields(of: header.text).firstIndex(of: "source"), "\(file.path) needs a column `source`")
      let width = fields(of: header.text).count
      for row in rows.dropFirst() {
        let values = fields(of: row.text)
        #expect(
          values.count == width, "\(file.path):\(row.number) has \(values.count) fields, the header \(width)")
        let source =
          values.indices.contains(column) ? values[column].trimmingCharacters(in: .whitespaces) : ""
        #expect(!source.isEmpty, "\(file.path):\(row.number) says no source")
      }
    }
  }

  @Test func `a comma in quotes is part of its field`() {
    #expect(fields(of: #"a,"b, ""c""",,d"#) == ["a", #"b, "c""#, "", "d"])
  }

  /// One line of RFC 4180; the starter lists have no field with a line break.
  private func fields(of line: Substring) -> [String] {
    var fields = [""]
    var quoted = false
    var previous: Character?
    for character in line {
      switch (character, quoted) {
      case ("\"", false):
        if previous == "\"" { fields[fields.count - 1].append("\"") }
        quoted = true
      case ("\"", true): quoted = false
      case (",", false): fields.append("")
      default: fields[fields.count - 1].append(character)
      }
      previous = character == "\"" && quoted ? nil : character
    }
    return fields
  }
}
