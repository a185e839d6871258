import Foundation
import TestSupport
import Testing

@Suite struct ScriptsTests {
  private let scripts = trackedFiles.filter {
    $0.text.hasPrefix("#!/usr/bin/env bash\n") || $0.text.hasPrefix("# shellcheck shell=bash\n")
  }

  @Test func `the commands of the README are among them`() {
    #expect(Set(["bin/demo", "bin/test", ".ci/run"]).isSubset(of: scripts.map(\.path)))
  }

  @Test func `a script stops at its first failure`() {
    for file in trackedFiles where file.text.hasPrefix("#!") && file.isIn("bin/", ".ci/") {
      #expect(file.text.hasPrefix("#!/usr/bin/env bash\n"), "\(file.path): begin with #!/usr/bin/env bash")
    }
    for file in scripts {
      let first = file.lines.first { !$0.text.hasPrefix("#") && !$0.text.isEmpty }?.text
      #expect(first == "set -euo pipefail", "\(file.path): begin with a comment, then set -euo pipefail")
    }
  }

  @Test func `a script can be run, and a library of functions cannot`() {
    for file in scripts {
      let runnable = FileManager.default.isExecutableFile(
        atPath: repositoryRoot.appending(path: file.path).path)
      let command = file.text.hasPrefix("#!")
      #expect(runnable == command, "chmod \(command ? "+x" : "-x") \(file.path)")
    }
  }

  @Test(.enabled(if: shellcheck, "shellcheck is not installed"))
  func `shellcheck finds nothing`() throws {
    let paths = scripts.map { repositoryRoot.appending(path: $0.path).path }
    let found = try output(
      of: ["shellcheck", "--external-sources", "--source-path=\(repositoryRoot.path)"] + paths)
    #expect(found.status == 0, "\(found.text)")
  }

  private static let shellcheck = (try? output(of: ["shellcheck", "--version"]).status) == 0
}
