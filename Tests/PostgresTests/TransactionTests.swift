import Postgres
import Testing

private struct Stop: Error {}

@Suite(.enabled(if: TestDatabase.isAvailable, TestDatabase.reason))
struct TransactionTests {
  private func prepared() throws -> Session {
    let session = try TestDatabase.session()
    try session.script("CREATE TEMP TABLE t (n int)")
    return session
  }

  @Test func `what a transaction wrote stays, and its value is returned`() throws {
    let session = try prepared()
    let value = try session.transaction(.readWrite) {
      try session.execute("INSERT INTO t VALUES (1)").affected
    }
    #expect(value == 1)
    #expect(try session.value("SELECT count(*) FROM t") == "1")
  }

  @Test func `a body that throws leaves nothing behind and its own error`() throws {
    let session = try prepared()
    #expect(throws: Stop.self) {
      try session.transaction(.readWrite) {
        try session.script("INSERT INTO t VALUES (1)")
        throw Stop()
      }
    }
    #expect(try session.value("SELECT count(*) FROM t") == "0")
  }

  @Test func `a failed statement rolls back with the server's error`() throws {
    let session = try prepared()
    let error = try TestDatabase.error {
      try session.transaction(.readWrite) {
        try session.script("INSERT INTO t VALUES (1)")
        try session.script("INSERT INTO nowhere VALUES (1)")
      }
    }
    #expect(error.sqlState == "42P01")
    #expect(try session.value("SELECT count(*) FROM t") == "0")
  }

  @Test func `a swallowed error does not pass for a commit`() throws {
    let session = try prepared()
    let error = try TestDatabase.error {
      try session.transaction(.readWrite) {
        try session.script("INSERT INTO t VALUES (1)")
        try? session.script("SELECT 1/0")
      }
    }
    #expect(error.sqlState == "25P02")
    #expect(try session.value("SELECT count(*) FROM t") == "0")
  }

  @Test func `transactions do not nest, and the outer one is rolled back`() throws {
    let session = try prepared()
    let error = try TestDatabase.error {
      try session.transaction(.readWrite) {
        try session.script("INSERT INTO t VALUES (1)")
        try session.transaction(.readWrite) {}
      }
    }
    #expect(error.kind == .protocol)
    #expect(try session.value("SELECT count(*) FROM t") == "0")
  }

  @Test func `a snapshot cannot write`() throws {
    let session = try prepared()
    let error = try TestDatabase.error {
      try session.transaction(.snapshot) { try session.script("CREATE TABLE weir_never (n int)") }
    }
    #expect(error.sqlState == "25006")
  }

  @Test func `a snapshot does not see what is committed after its first statement`() throws {
    let (reader, writer) = (try TestDatabase.session(), try TestDatabase.session())
    let table = "weir_snapshot_\(try reader.backend)"
    try writer.script("CREATE TABLE \(table) (n int)")
    defer { try? writer.script("DROP TABLE \(table)") }
    let counts = try reader.transaction(.snapshot) {
      let before = try reader.value("SELECT count(*) FROM \(table)")
      try writer.script("INSERT INTO \(table) VALUES (1)")
      return [before, try reader.value("SELECT count(*) FROM \(table)")]
    }
    #expect(counts == ["0", "0"])
    #expect(try reader.value("SELECT count(*) FROM \(table)") == "1")
  }
}
