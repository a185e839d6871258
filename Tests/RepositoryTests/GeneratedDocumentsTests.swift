import Detectors
import Foundation
import TestSupport
import Testing

/// Documents that say again what the code says: they are compared with it.
@Suite struct GeneratedDocumentsTests {
  /// With WEIR_RECORD=1 the files are written instead.
  @Test(arguments: Page.allCases)
  func `a page about detectors is the one the code would write`(page: Page) throws {
    if ProcessInfo.processInfo.environment["WEIR_RECORD"] == "1" {
      try page.text.write(to: repositoryRoot.appending(path: page.path), atomically: true, encoding: .utf8)
      return
    }
    let file = trackedFiles.first { $0.path == page.path }
    #expect(file?.text == page.text, "\(page.path) is out of date: weir detectors \(page.option) > \(page.path)")
  }

  enum Page: CaseIterable {
    case detectors, redFlags

    var path: String {
      switch self {
      case .detectors: "docs/detectors.md"
      case .redFlags: "docs/red-flags.md"
      }
    }

    var option: String {
      switch self {
      case .detectors: "--markdown"
      case .redFlags: "--red-flags"
      }
    }

    var text: String {
      switch self {
      case .detectors: DetectorText.markdown(Catalogue.all)
      case .redFlags: RedFlagText.markdown(Catalogue.all)
      }
    }
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
