import Foundation
import TestSupport
import Testing

@Suite struct DocumentsTests {
  private let documents = trackedFiles.filter { $0.isNamed(".md") && !$0.isIn("fixtures/") }

  private static let readme = trackedFiles.first { $0.path == "README.md" }

  @Test(.enabled(if: readme != nil, "README.md is not written yet"))
  func `the README's map names every folder`() throws {
    let text = try #require(Self.readme).text
    let folders = Set(
      trackedFiles.compactMap { $0.path.contains("/") ? $0.path.split(separator: "/").first : nil })
    for folder in folders.filter({ !$0.hasPrefix(".") }).sorted() {
      #expect(text.contains("\(folder)/"), "README.md: add \(folder)/ to the map of folders")
    }
  }

  @Test func `links between documents lead somewhere`() {
    for file in documents {
      let folder = repositoryRoot.appending(path: file.path).deletingLastPathComponent()
      for link in file.text.matches(of: #/\]\(([^)#\s]+)(?:#[^)]*)?\)/#).map({ String($0.1) })
      where !link.contains("://") && !link.hasPrefix("mailto:") {
        let target = folder.appending(path: link).standardizedFileURL.path
        #expect(
          FileManager.default.fileExists(atPath: target), "\(file.path) links to \(link), which is not there")
      }
    }
  }
}
