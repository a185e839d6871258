import Crypto
import Ledger
package import Postgres

/// Forward-only changes of the schemas Weir owns.
package enum Migrations {
  /// One file of `sql/migrations`, named `0001_what_it_does`.
  package struct Migration: Sendable {
    package let version: Int
    package let name: String
    package let text: String

    var sha256: String { SHA256.hash(data: Array(text.utf8)).hexadecimal }
  }

  /// Every migration of this binary, oldest first.
  package static var all: [Migration] {
    SQL.folder("migrations").compactMap { name, text in
      Int(name.prefix(4)).map { Migration(version: $0, name: name, text: text) }
    }
  }

  /// Applies what is pending, then makes the BI views anew and repeats roles and grants, in one transaction under a lock.
  ///
  /// `beforeCommit` runs in that transaction: it installs the starter lists. Returns the names applied.
  /// Throws ``WarehouseError`` for a database that is newer or was migrated by other files, and ``PostgresError``.
  package static func apply(
    to session: Session, sourceSchema: String, beforeCommit: () throws -> Void
  ) throws -> [String] {
    try session.transaction(.readWrite) {
      _ = try session.execute(SQL.text("queries/lock_migrations"))
      let pending = try pending(in: session)
      for migration in pending {
        try session.script(migration.text)
        _ = try session.execute(
          SQL.text("queries/record_migration"), [String(migration.version), migration.name, migration.sha256])
      }
      for view in SQL.folder("bi") { try session.script(view.text) }
      try set(session, "weir.source_schema", sourceSchema)
      try session.script(SQL.text("roles/roles"))
      try beforeCommit()
      return pending.map(\.name)
    }
  }

  /// Throws unless the database is exactly at this binary's newest migration.
  package static func verify(_ session: Session) throws {
    guard try pending(in: session).isEmpty else {
      let applied = try applied(in: session)
      throw WarehouseError.databaseOlder(database: applied.last?.version, binary: all.last?.version ?? 0)
    }
  }

  private static func pending(in session: Session) throws -> [Migration] {
    let applied = try applied(in: session)
    let newest = all.last?.version ?? 0
    if let last = applied.last, last.version > newest {
      throw WarehouseError.databaseNewer(database: last.version, binary: newest)
    }
    for migration in all {
      if let known = applied.first(where: { $0.version == migration.version }),
        known.sha256 != migration.sha256
      {
        throw WarehouseError.migrationChanged(name: migration.name)
      }
    }
    return all.filter { migration in !applied.contains { $0.version == migration.version } }
  }

  private static func applied(in session: Session) throws -> [(version: Int, sha256: String)] {
    guard try session.execute(SQL.text("queries/migration_table"))[0, 0] == "t" else { return [] }
    let rows = try session.execute(SQL.text("queries/applied_migrations"))
    return (0..<rows.count).compactMap { row in
      rows[row, 0].flatMap { Int($0) }.map { ($0, rows[row, 2] ?? "") }
    }
  }

  private static func set(_ session: Session, _ name: String, _ value: String) throws {
    _ = try session.execute(SQL.text("queries/set_setting"), [name, value])
  }
}
