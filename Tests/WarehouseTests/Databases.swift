import Ledger
import Postgres
import TestSupport
import Testing
import Warehouse

extension TestDatabase {
  /// A copy of a database with the source tables, their good rows, every migration and one run, the first.
  static func migrated() throws -> TestDatabase {
    let template = try template("migrated") { session in
      let source = SourceTables()
      try session.script(source.creation)
      try session.script(source.rows)
      _ = try Migrations.apply(to: session, sourceSchema: source.schema) {}
      _ = try RunLog(session: session).begin(
        asOf: .february(10), since: nil, configHash: "c", version: "v", points: [.february(10)],
        daysNotEvaluated: 0)
    }
    return try TestDatabase(template: template)
  }

  /// A database with the source tables and their good rows, and nothing of Weir's.
  static func source(_ tables: SourceTables = SourceTables()) throws -> TestDatabase {
    let database = try TestDatabase()
    try database.run(tables.creation)
    try database.run(tables.rows)
    return database
  }

  /// The PostgreSQL error that a statement ends with, or nil when it is carried out.
  func refusal(_ sql: String) -> PostgresError? {
    do { try session.script(sql) } catch { return error }
    return nil
  }
}

extension Instant {
  static func february(_ day: Int) -> Instant { Instant(year: 2026, month: 2, day: day) }
}
