import Foundation
import TestSupport

/// One file that is or will be under version control, with its text.
struct TrackedFile: Sendable {
  /// From the root of the repository, without a leading slash.
  let path: String
  let text: String

  init(path: String, text: String) {
    self.path = path
    self.text = text
  }

  /// Lines from 1.
  var lines: [(number: Int, text: Substring)] {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map {
      ($0.offset + 1, $0.element)
    }
  }

  /// The last component of the path, without what follows its first full stop.
  var stem: String {
    let name = path.split(separator: "/").last ?? ""
    return String(name.prefix { $0 != "." })
  }

  func isIn(_ folders: String...) -> Bool { folders.contains { path.hasPrefix($0) } }
  func isNamed(_ suffix: String) -> Bool { path.hasSuffix(suffix) }
}

/// Every text file of the repository in order of its path: what git tracks or would track; without git, what lies in
/// the tree outside hidden and build folders.
let trackedFiles: [TrackedFile] = (pathsFromGit() ?? pathsFromTree()).sorted().compactMap { path in
  let url = repositoryRoot.appending(path: path)
  guard let text = try? String(contentsOf: url, encoding: .utf8) else { return nil }
  return TrackedFile(path: path, text: text)
}

/// Where the tests talk about what they forbid: they are not held to their own words.
func ruleBook(_ file: TrackedFile) -> Bool { file.isIn("Tests/RepositoryTests/") }

private func pathsFromGit() -> [String]? {
  guard FileManager.default.fileExists(atPath: repositoryRoot.appending(path: ".git").path) else {
    return nil
  }
  let listed = try? output(of: [
    "git", "-C", repositoryRoot.path, "ls-files", "-z", "--cached", "--others", "--exclude-standard",
  ])
  guard let listed, listed.status == 0 else { return nil }
  return Set(listed.text.split(separator: "\0").map(String.init)).sorted()
}

private func pathsFromTree() -> [String] {
  let contents = FileManager.default.enumerator(at: repositoryRoot, includingPropertiesForKeys: nil)
  let root = repositoryRoot.path.count + 1
  return (contents?.compactMap { $0 as? URL } ?? []).filter { !$0.hasDirectoryPath }
    .map { String($0.path.dropFirst(root)) }
    .filter { path in
      path != "Package.resolved"
        && !path.split(separator: "/").contains { [".build", ".git", ".swiftpm"].contains($0) }
    }
}

/// Runs a program found on the PATH to its end, and gives what it wrote (errors included) and its exit code.
func output(of command: [String]) throws -> (text: String, status: Int32) {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = command
  let pipe = Pipe()
  process.standardOutput = pipe
  process.standardError = pipe
  process.standardInput = FileHandle.nullDevice
  try process.run()
  let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
  process.waitUntilExit()
  return (String(decoding: data, as: UTF8.self), process.terminationStatus)
}
