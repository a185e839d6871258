package import Postgres
import Warehouse

extension DemoWarehouse {
  /// Creates the platform's tables and the contract's views, and fills them, in one transaction. Throws ``PostgresError``,
  /// also when the database has such schemas already.
  package func load(into session: Session, loaded: (_ table: String, _ rows: Int) -> Void) throws {
    try session.transaction(.readWrite) {
      try session.script(SQL.text("demo/platform"))
      for table in tables {
        let name = try table.name.split(separator: ".").map { try session.quotedIdentifier(String($0)) }
        let columns = try table.columns.map { try session.quotedIdentifier($0) }
        let copy = "COPY \(name.joined(separator: ".")) (\(columns.joined(separator: ", "))) FROM STDIN"
        loaded(table.name, try session.copyIn(copy, table.rows))
      }
      try session.script(SQL.text("demo/weir_source"))
    }
  }
}
