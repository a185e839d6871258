import Ledger
import Postgres
import TestSupport
import Testing
import Warehouse

@Suite(.enabled(if: TestServer.uri != nil, Comment(rawValue: TestServer.reason)))
struct MigrationsTests {
  private struct Stop: Error {}

  private func apply(_ database: TestDatabase) throws -> [String] {
    try Migrations.apply(to: database.session, sourceSchema: "weir_source") {}
  }

  private func sentence(_ body: () throws -> Void) -> String {
    do { try body() } catch { return "\(error)" }
    return "nothing was thrown"
  }

  @Test func `every migration is applied and recorded once, and a second time changes nothing`() throws {
    let database = try TestDatabase()
    let names = Migrations.all.map(\.name)
    #expect(names.count >= 6 && names == names.sorted())
    #expect(try apply(database) == names)
    let recorded =
      "SELECT version || ' ' || name || ' ' || sha256 || ' ' || applied_at FROM weir.schema_migrations ORDER BY 1"
    let before = try database.column(recorded)
    #expect(before.count == names.count)
    #expect(try apply(database) == [])
    #expect(try database.column(recorded) == before)
    try Migrations.verify(database.session)
  }

  @Test func `versions count from one without gaps`() {
    #expect(Migrations.all.map(\.version) == Array(1...Migrations.all.count))
  }

  @Test func `a database of a newer binary is refused`() throws {
    let database = try TestDatabase.migrated()
    try database.run("INSERT INTO weir.schema_migrations VALUES (99, '0099_later', 'x', '2026-01-01Z')")
    let sentence =
      "the database is at migration 99, this weir knows \(Migrations.all.count): install the newer weir"
    #expect(self.sentence { _ = try apply(database) } == sentence)
    #expect(self.sentence { try Migrations.verify(database.session) } == sentence)
  }

  @Test func `a migration that was applied with other contents is refused by name`() throws {
    let database = try TestDatabase.migrated()
    try database.run("UPDATE weir.schema_migrations SET sha256 = 'x' WHERE version = 3")
    #expect(sentence { _ = try apply(database) }.contains("migration 0003_alerts is not the one"))
    #expect(sentence { try Migrations.verify(database.session) }.contains("0003_alerts"))
  }

  @Test func `an older database is told to migrate`() throws {
    let database = try TestDatabase.migrated()
    try database.run(
      "DELETE FROM weir.schema_migrations WHERE version = (SELECT max(version) FROM weir.schema_migrations)")
    let newest = Migrations.all.count
    #expect(
      sentence { try Migrations.verify(database.session) }
        == "the database is at migration \(newest - 1), this weir needs \(newest): run weir migrate")
    let empty = try TestDatabase()
    #expect(sentence { try Migrations.verify(empty.session) }.contains("at migration none"))
  }

  @Test func `two migrating at once both end well, one after the other`() async throws {
    let database = try TestDatabase()
    let uri = database.uri
    let applied = try await withThrowingTaskGroup(of: [String].self) { group in
      for _ in 0..<2 {
        group.addTask {
          let session = try Session(ConnectionOptions(conninfo: uri)) { _ in }
          return try Migrations.apply(to: session, sourceSchema: "weir_source") {}
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(applied.map(\.count).sorted() == [0, Migrations.all.count])
    try Migrations.verify(database.session)
  }

  @Test func `what fails before the end leaves nothing behind`() throws {
    let database = try TestDatabase()
    #expect(throws: Stop.self) {
      try Migrations.apply(to: database.session, sourceSchema: "weir_source") { throw Stop() }
    }
    #expect(try database.column("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'weir%'") == [])
  }

  @Test func `a source schema by another name is what the reader may read`() throws {
    let database = try TestDatabase()
    try database.run("CREATE SCHEMA \"Odd Name\"; CREATE TABLE \"Odd Name\".accounts (account_id text)")
    _ = try Migrations.apply(to: database.session, sourceSchema: "Odd Name") {}
    try database.run("SET ROLE weir_reader")
    #expect(try database.column("SELECT count(*) FROM \"Odd Name\".accounts") == ["0"])
  }
}
