import Detection
import Detectors
import Foundation
import Ledger
import TestSupport
import Testing
import Window

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
    #expect(
      file?.text == page.text, "\(page.path) is out of date: weir detectors \(page.option) > \(page.path)")
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

  /// What a person wrote ends at a heading; the rest of the page is the code's.
  @Test func `the model documentation of the detectors is the one the code would write`() throws {
    let path = "docs/model.md"
    var cases: [String: CaseCount] = [:]
    for file in trackedFiles where file.isIn("fixtures/detectors/") {
      cases[file.stem] = CaseCount(markdown: file.text)
    }
    let page = try #require(trackedFiles.first { $0.path == path }, "\(path) is missing").text
    let byHand = try #require(
      page.firstRange(of: ModelText.heading), "\(path) needs the line \(ModelText.heading)")
    let fresh = page[..<byHand.upperBound] + ModelText.markdown(Catalogue.all, cases: cases)
    if ProcessInfo.processInfo.environment["WEIR_RECORD"] == "1" {
      try String(fresh).write(to: repositoryRoot.appending(path: path), atomically: true, encoding: .utf8)
      return
    }
    #expect(
      page == String(fresh),
      "\(path) is out of date: WEIR_RECORD=1 bin/test --filter GeneratedDocuments writes it")
  }

  /// Change control: a version that nobody described is not released.
  @Test func `every detector has a card, with a line for each of its versions and columns that exist`() throws
  {
    var ids: Set<String> = []
    for detector in Catalogue.all {
      ids.insert(detector.id)
      let card = try #require(
        ModelCard.all[detector.id], "\(detector.id) needs a card in Sources/Detectors/Model")
      #expect(
        card.history.count == detector.version, "\(detector.id): what version \(detector.version) changed")
      #expect(
        detector.needs.union(detector.reads).isSubset(of: card.data.keys),
        "\(detector.id): relations it reads")
      for (relation, columns) in card.data {
        let known = Set(Contract.columns(of: relation).map(\.name))
        #expect(
          Set(columns).subtracting(known) == [], "\(detector.id), \(relation.rawValue): no such columns")
        #expect(Set(columns).count == columns.count, "\(detector.id), \(relation.rawValue): a column twice")
      }
      #expect(!card.assumptions.isEmpty && !card.logic.isEmpty)
    }
    #expect(Set(ModelCard.all.keys) == ids)
  }

  /// The text of 3 NYCRR 504.3 that the page answers.
  @Test func `the model documentation answers every paragraph of Part 504`() throws {
    let page = try #require(trackedFiles.first { $0.path == "docs/model.md" }).text
    for paragraph in (1...8).map({ "| (a)(\($0)) |" }) + (1...8).map({ "| (c)(\($0)) |" }) + ["| (d) |"] {
      #expect(page.contains(paragraph), "docs/model.md needs the row `\(paragraph) …`")
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
