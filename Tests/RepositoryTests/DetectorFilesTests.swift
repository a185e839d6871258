import Foundation
import TestSupport
import Testing

/// A detector is one Swift file, one line in the catalogue and one file of cases, under one name.
@Suite struct DetectorFilesTests {
  /// Files that declare a detector.
  private let detectors = trackedFiles.filter { file in
    file.isIn("Sources/Detectors/") && file.text.contains(#/struct \w+: Detector\b/#)
  }
  private let cases = trackedFiles.filter { $0.isIn("fixtures/detectors/") && $0.isNamed(".md") }

  @Test func `a detector has its cases, and cases their detector`() {
    let fromSwift = Set(detectors.map { kebab($0.stem) })
    let fromCases = Set(cases.map(\.stem))
    for id in fromSwift.subtracting(fromCases).sorted() {
      Issue.record(
        "add fixtures/detectors/\(id).md with cases that fire, stay silent and sit on the boundary")
    }
    for id in fromCases.subtracting(fromSwift).sorted() {
      Issue.record("add Sources/Detectors/\(camel(id)).swift, or remove fixtures/detectors/\(id).md")
    }
  }

  @Test func `a detector's type and id are its file's name`() throws {
    for file in detectors {
      let types = file.text.matches(of: #/struct (\w+): Detector\b/#).map { String($0.1) }
      #expect(types == [file.stem], "\(file.path) declares one detector, named as the file")
      let id = #"static let id = "\#(kebab(file.stem))""#
      #expect(file.text.contains(id), "\(file.path) needs the line `package \(id)`")
    }
  }

  @Test func `a detector is in the catalogue once`() throws {
    guard !detectors.isEmpty else { return }
    let catalogue = try #require(
      trackedFiles.first { $0.path == "Sources/Detectors/Catalogue.swift" },
      "Sources/Detectors/Catalogue.swift lists every detector")
    for file in detectors {
      // Unicode's own word boundary sees none at the point of `Name.self`.
      let name = try Regex(#"\b\#(file.stem)\b"#).wordBoundaryKind(.simple)
      let lines = catalogue.lines.filter { code(of: $0.text, in: catalogue).contains(name) }
      #expect(lines.count == 1, "Catalogue.swift names \(file.stem) on one line")
    }
  }

  @Test func `cases fire, stay silent and sit on the boundary`() {
    for file in cases {
      for kind in ["fires", "silent", "boundary"] {
        #expect(
          file.lines.contains { $0.text.hasPrefix("## \(kind): ") },
          "\(file.path) needs a case headed `## \(kind): ` and a sentence")
      }
      let titles = file.lines.filter { $0.text.hasPrefix("## ") }.map(\.text)
      #expect(Set(titles).count == titles.count, "\(file.path) has two cases of one title")
    }
  }

  @Test(arguments: [("multi-hop-routing", "MultiHopRouting"), ("salary-skim", "SalarySkim")])
  func `ids and type names are the same words`(id: String, type: String) {
    #expect(kebab(type) == id)
    #expect(camel(id) == type)
  }
}

private func kebab(_ type: String) -> String {
  type.enumerated().map { $0.offset > 0 && $0.element.isUppercase ? "-\($0.element)" : "\($0.element)" }
    .joined().lowercased()
}

private func camel(_ id: String) -> String { id.split(separator: "-").map(\.capitalized).joined() }
