import Detectors
import Foundation
import TestSupport
import Testing

/// Documents that say again what the code says: they are compared with it.
@Suite struct GeneratedDocumentsTests {
  /// With WEIR_RECORD=1 the file is written instead.
  @Test func `the page of detectors is the one the code would write`() throws {
    let path = "docs/detectors.md"
    let fresh = DetectorText.markdown(Catalogue.all)
    if ProcessInfo.processInfo.environment["WEIR_RECORD"] == "1" {
      try fresh.write(to: repositoryRoot.appending(path: path), atomically: true, encoding: .utf8)
      return
    }
    let file = trackedFiles.first { $0.path == path }
    #expect(file?.text == fresh, "\(path) is out of date: weir detectors --markdown > \(path)")
  }

  @Test func `the lists' page counts the rows of every starter list`() throws {
    let page = try #require(trackedFiles.first { $0.path == "docs/lists.md" })
    let lists = trackedFiles.filter { $0.isIn("fixtures/lists/") && $0.isNamed(".csv") }
    #expect(!lists.isEmpty)
    for list in lists {
      // The header line and the empty text after the last line break are no rows.
      let row = "| `starter-\(list.stem)` | \(list.lines.count - 2) |"
      #expect(page.text.contains(row), "docs/lists.md needs the row `\(row) …`")
    }
  }

  @Test func `the changelog knows this version`() throws {
    let source = try #require(trackedFiles.first { $0.path == "Sources/weir/Weir.swift" }).text
    let version = try #require(source.firstMatch(of: #/let weirVersion = "([^"]+)"/#)).1
    let changes = try #require(trackedFiles.first { $0.path == "CHANGELOG.md" }).text
    #expect(changes.contains("\n## [\(version)]"), "CHANGELOG.md needs a section ## [\(version)]")
  }
}
