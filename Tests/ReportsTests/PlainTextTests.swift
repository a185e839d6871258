import Ledger
import Reports
import Testing

@Suite struct PlainTextTests {
  @Test(arguments: hostileNames) func `a line holds nothing that acts, and no more than its limit`(
    text: String
  ) {
    for limit in [1, 7, 120] {
      let line = PlainText.line(text, limit: limit)
      #expect(line.unicodeScalars.count <= limit)
      let categories = Set(line.unicodeScalars.map(\.properties.generalCategory))
      #expect(
        categories.isDisjoint(with: [.control, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse])
      )
      let invisible = line.unicodeScalars.filter { $0.properties.generalCategory == .format }
      #expect(invisible.allSatisfy { $0 == "\u{200C}" || $0 == "\u{200D}" })
      #expect(line.first != " " && line.last != " " && !line.contains("  "))
      #expect(PlainText.line(line, limit: limit) == line)
    }
  }

  @Test func `what is taken away leaves a mark, and what is cut off too`() {
    #expect(PlainText.line("a\u{202E}b", limit: 9) == "a\u{FFFD}b")
    #expect(PlainText.line("a\u{202E}b", limit: 9, mark: nil) == "ab")
    #expect(PlainText.line(" a \r\n\t b ", limit: 9) == "a b")
    #expect(PlainText.line("abcdef", limit: 4) == "abc…")
    #expect(PlainText.line("ab cdef", limit: 4) == "ab…")
    #expect(PlainText.line("abcd", limit: 4) == "abcd")
    #expect(PlainText.line("नमस्ते 王小明 שלום", limit: 40) == "नमस्ते 王小明 שלום")
  }

  @Test func `a cell is no wider than its columns, and marks do not pile up`() {
    #expect(PlainText.clipped("Harbour Remit LLC", columns: 12) == "Harbour Rem…")
    #expect(PlainText.clipped("王小明貿易", columns: 8) == "王小明…")
    let pile = PlainText.clipped("Z" + String(repeating: "\u{301}", count: 500), columns: 20)
    #expect(pile.unicodeScalars.count == 6)
  }

  @Test(arguments: hostileNames) func `no cell is a formula`(text: String) {
    let cell = CSVText.inert(text)
    #expect(cell == text || cell == "'" + text)
    let first = cell.unicodeScalars.first { $0 != " " && $0 != "\"" }
    #expect(first.map { "=+-@＝＋－＠|%\t\r\n".unicodeScalars.contains($0) } != true)
  }

  @Test(arguments: hostileNames) func `a row reads back as it was written`(text: String) {
    let cells = [text, "b", text + "\"," + text]
    #expect(readCSV(CSVText.row(cells)) == [cells.map(CSVText.inert)])
  }

  @Test func `amounts are grouped, and lose no digit`() throws {
    for (text, words) in [
      ("26398.03", "26,398.03"), ("5", "5.00"), ("0.1", "0.10"), ("1234567.12345678", "1,234,567.12345678"),
      ("-1000", "-1,000.00"),
      ("999", "999.00"), ("4800.000000", "4,800.00"),
    ] {
      #expect(grouped(try #require(ExactDecimal(text))) == words)
    }
  }
}

/// The slow reader of RFC 4180 that the writer is held against.
func readCSV(_ text: String) -> [[String]] {
  var rows: [[String]] = [[]]
  var cell = String.UnicodeScalarView()
  var isQuoted = false
  let scalars = Array(text.unicodeScalars)
  var place = 0
  while place < scalars.count {
    let scalar = scalars[place]
    if isQuoted {
      if scalar == "\"" && place + 1 < scalars.count && scalars[place + 1] == "\"" {
        cell.append("\"")
        place += 1
      } else if scalar == "\"" {
        isQuoted = false
      } else {
        cell.append(scalar)
      }
    } else if scalar == "\"" {
      isQuoted = true
    } else if scalar == "," || scalar == "\n" {
      rows[rows.count - 1].append(String(cell))
      cell = String.UnicodeScalarView()
      if scalar == "\n" { rows.append([]) }
    } else if scalar != "\r" {
      cell.append(scalar)
    }
    place += 1
  }
  return rows.filter { !$0.isEmpty }
}
