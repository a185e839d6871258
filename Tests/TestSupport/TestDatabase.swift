import Foundation
package import Postgres
import Synchronization

/// A fresh database on the test server, gone when it is let go of.
package final class TestDatabase {
  package let name: String
  package let session: Session

  private static let counter = Mutex(0)

  /// An empty database, or a copy of a template nobody is connected to. Throws ``PostgresError``.
  package init(template: String = "template1") throws {
    let number = Self.counter.withLock { count in
      count += 1
      return count
    }
    name = "weir_test_\(ProcessInfo.processInfo.processIdentifier)_\(number)"
    let admin = try Self.connect("postgres")
    let quoted = (try admin.quotedIdentifier(name), try admin.quotedIdentifier(template))
    try admin.script("CREATE DATABASE \(quoted.0) TEMPLATE \(quoted.1)")
    session = try Self.connect(name)
  }

  deinit {
    if let admin = try? Self.connect("postgres"), let quoted = try? admin.quotedIdentifier(name) {
      try? admin.script("DROP DATABASE IF EXISTS \(quoted) WITH (FORCE)")
    }
  }

  /// The name of a database that `fill` has filled, made once a process: a template to copy from. It stays until the
  /// throwaway server goes.
  package static func template(_ key: String, _ fill: (Session) throws -> Void) throws -> String {
    try templates.withLock { known in
      if let name = known[key] { return name }
      let name = "weir_template_\(ProcessInfo.processInfo.processIdentifier)_\(known.count)"
      let admin = try connect("postgres")
      try admin.script("CREATE DATABASE \(try admin.quotedIdentifier(name))")
      try fill(try connect(name))
      known[key] = name
      return name
    }
  }

  private static let templates = Mutex<[String: String]>([:])

  /// The connection string of this database.
  package var uri: String { Self.uri(name) }

  /// Another session on it.
  package func connect() throws -> Session { try Self.connect(name) }

  /// Runs statements, such as a fixture.
  package func run(_ sql: String) throws { try session.script(sql) }

  /// The first column of a query's rows.
  package func column(_ sql: String) throws -> [String] {
    let rows = try session.execute(sql)
    return (0..<rows.count).map { rows[$0, 0] ?? "NULL" }
  }

  private static func connect(_ database: String) throws(PostgresError) -> Session {
    try Session(ConnectionOptions(conninfo: uri(database), applicationName: "weir tests")) { _ in }
  }

  /// The connection string of any database of the test server.
  package static func uri(_ database: String) -> String {
    (TestServer.uri ?? "").replacing("postgresql:///postgres?", with: "postgresql:///\(database)?")
  }
}
