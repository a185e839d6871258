package import Foundation

/// The repository, found from where this file was compiled.
package var repositoryRoot: URL {
  URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}

/// The PostgreSQL server that tests may do anything to. `bin/test` starts one and names it in the environment; suites
/// that need it read `@Suite(.enabled(if: TestServer.uri != nil, Comment(rawValue: TestServer.reason)))`.
package enum TestServer {
  /// A libpq URI of a superuser, to a database that always exists; nil if there is no server.
  package static let uri: String? = {
    let value = ProcessInfo.processInfo.environment["WEIR_TEST_DATABASE"] ?? ""
    return value.isEmpty ? nil : value
  }()

  /// Why a suite was skipped, and what to do about it.
  package static let reason =
    "WEIR_TEST_DATABASE is not set: run bin/test, or point it at a throwaway PostgreSQL superuser"
}
