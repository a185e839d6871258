import CPostgres

/// How a transaction sees and touches the database.
package enum TransactionKind: Sendable {
  /// READ COMMITTED, READ WRITE.
  case readWrite
  /// REPEATABLE READ, READ ONLY: every statement sees the database as of the first one.
  case snapshot
  /// The snapshot of another session's open transaction, by the name `pg_export_snapshot` gave it.
  case shared(snapshot: String)
}

extension Session {
  /// Runs `body` in a transaction: committed when it returns, rolled back when it throws, and then its own error is
  /// thrown on. Transactions do not nest (`.protocol`). A commit that the server turns into a rollback, because `body`
  /// swallowed the error of a statement, throws `.server`.
  package func transaction<T>(_ kind: TransactionKind, _ body: () throws -> T) throws -> T {
    guard unsafe PQtransactionStatus(connection) != PQTRANS_INTRANS,
      unsafe PQtransactionStatus(connection) != PQTRANS_INERROR
    else { throw PostgresError(.protocol, "a transaction is already open on this session") }
    try begin(kind)
    let value: T
    do {
      value = try body()
    } catch {
      // Whatever becomes of the rollback, nothing was committed, and the first error is the one to tell.
      try? script("ROLLBACK")
      throw error
    }
    if try command("COMMIT") == "ROLLBACK" {
      throw PostgresError(
        .server, "the transaction was rolled back because a statement in it had failed", sqlState: "25P02")
    }
    return value
  }

  private func begin(_ kind: TransactionKind) throws(PostgresError) {
    switch kind {
    case .readWrite: try script("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE")
    case .snapshot: try script("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    case .shared(let snapshot):
      // One script, and so one transaction: a snapshot that is gone leaves none open.
      let name = try quotedLiteral(snapshot)
      do throws(PostgresError) {
        try script("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET TRANSACTION SNAPSHOT \(name)")
      } catch {
        try? script("ROLLBACK")
        throw error
      }
    }
  }
}
