import Foundation
import TestSupport
import Testing

/// Imports run one way, in the order of the targets in `Package.swift`.
@Suite struct LayersTests {
  private let targets: [Target]

  init() throws {
    let manifest = try #require(trackedFiles.first { $0.path == "Package.swift" })
    targets = Target.all(in: manifest.text)
  }

  @Test func `the manifest was understood`() {
    #expect(targets.first?.name == "CPostgres")
    #expect(targets.first { $0.name == "Flows" }?.dependencies == ["Ledger", "Window"])
    #expect(targets.contains { $0.name == "RepositoryTests" })
  }

  @Test func `a target depends only on targets above it`() {
    for (place, target) in targets.enumerated() {
      let above = Set(targets[..<place].map(\.name))
      for dependency in target.dependencies where !above.contains(dependency) {
        Issue.record("\(target.name) depends on \(dependency), which is not above it in Package.swift")
      }
    }
  }

  @Test func `a file imports only what its target declares`() {
    let names = Set(targets.map(\.name))
    for target in targets {
      let allowed = Set(target.dependencies)
      for file in trackedFiles where file.isIn("Sources/\(target.name)/", "Tests/\(target.name)/") {
        for name in imports(in: file) where names.contains(name) && !allowed.contains(name) {
          Issue.record("\(file.path) imports \(name), which Package.swift does not let \(target.name) use")
        }
      }
    }
  }

  @Test func `every folder of sources is a target, and every target has its folder`() {
    let folders = Set(
      trackedFiles.filter { $0.isIn("Sources/", "Tests/") && !$0.isNamed(".md") }
        .compactMap { $0.path.split(separator: "/").dropFirst().first.map(String.init) })
    #expect(folders == Set(targets.map(\.name)))
  }

  /// What runs a detector's judgement has no way to reach a database, a file or the network.
  @Test(arguments: [
    "Ledger", "Window", "Flows", "Detection", "Detectors", "Alerts", "Reports",
  ])
  func `the pure part cannot reach the warehouse`(name: String) throws {
    var reached: Set<String> = []
    var waiting = [name]
    while let next = waiting.popLast() {
      guard reached.insert(next).inserted else { continue }
      waiting += try #require(targets.first { $0.name == next }, "no target \(next)").dependencies
    }
    #expect(reached.isDisjoint(with: ["CPostgres", "Postgres", "Warehouse", "Runs"]))
  }

  private func imports(in file: TrackedFile) -> [String] {
    let statement =
      #/^\s*(?:@\w+\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+(?:(?:struct|class|enum|protocol|typealias|func|let|var)\s+)?(\w+)/#
    return file.lines.compactMap { $0.text.firstMatch(of: statement).map { String($0.1) } }
  }
}

/// A target of the manifest and the targets of this package it may import.
private struct Target {
  var name: String
  var dependencies: [String]

  /// In the order of the manifest. Plugins are not imported and left out.
  static func all(in manifest: String) -> [Target] {
    let starts = manifest.matches(
      of: #/\.(systemLibrary|target|executableTarget|testTarget)\(\s*name: "([\w-]+)"/#)
    return starts.enumerated().map { place, start in
      let end = place + 1 < starts.count ? starts[place + 1].range.lowerBound : manifest.endIndex
      let body = manifest[start.range.upperBound..<end]
      let list = body.firstMatch(of: #/dependencies: \[([^\]]*)\]/#)
      let isPluginNext = body.range(of: ".plugin(").map { plugin in
        list.map { $0.range.lowerBound > plugin.lowerBound }
      }
      let names = isPluginNext == true ? [] : (list?.1.matches(of: #/"([\w-]+)"/#) ?? []).map { String($0.1) }
      return Target(name: String(start.2), dependencies: names)
    }
  }
}
