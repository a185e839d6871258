package import Ledger

/// What stops Weir at the warehouse, apart from PostgreSQL's own errors. Each is a sentence that says what to do.
package enum WarehouseError: Error, CustomStringConvertible {
  /// The source contract is broken in ways no row can be read around.
  case contractBroken([ContractFault])
  /// More rows of a relation were rejected than the limit allows.
  case tooManyRejects(relation: Relation, rejected: Int, read: Int, limitPerMille: Int64, example: String)
  /// The database was migrated by a newer binary.
  case databaseNewer(database: Int, binary: Int)
  /// Migrations are pending.
  case databaseOlder(database: Int?, binary: Int)
  /// An applied migration has other contents than this binary's.
  case migrationChanged(name: String)
  /// Another run holds the lock.
  case locked

  package var description: String {
    switch self {
    case .contractBroken(let faults):
      faults.map(\.sentence).joined(separator: "\n")
    case .tooManyRejects(let relation, let rejected, let read, let limit, let example):
      """
      \(rejected) of \(read) rows of \(relation.rawValue) break the contract, over the limit of \(limit) per mille; \
      the first: \(example). See weir.rejected_rows, mend the view, or raise reject_limit
      """
    case .databaseNewer(let database, let binary):
      "the database is at migration \(database), this weir knows \(binary): install the newer weir"
    case .databaseOlder(let database, let binary):
      "the database is at migration \(database.map(String.init) ?? "none"), this weir needs \(binary): run weir migrate"
    case .migrationChanged(let name):
      "migration \(name) is not the one that was applied to this database: install the weir that applied it"
    case .locked:
      "another run holds the lock; this one did nothing. It is safe to try again later"
    }
  }
}
