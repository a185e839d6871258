import Postgres
import Testing

@Suite(.enabled(if: TestDatabase.isAvailable, TestDatabase.reason))
struct ServerErrorTests {
  @Test(arguments: [
    ("42501", PostgresError.Kind.refusedPermission), ("28000", .refusedPermission),
    ("28P01", .refusedPermission),
    ("57014", .cancelled), ("55P03", .lockTimeout), ("08006", .lost), ("57P01", .lost), ("57P02", .lost),
    ("57P03", .lost), ("40001", .server), ("23505", .server), ("42P01", .server), ("XX000", .server),
  ])
  func `each SQLSTATE has its kind`(state: String, kind: PostgresError.Kind) throws {
    let session = try TestDatabase.session()
    let error = try TestDatabase.error {
      try session.script("DO $$ BEGIN RAISE EXCEPTION 'as asked' USING ERRCODE = '\(state)'; END $$")
    }
    #expect(error.kind == kind)
    #expect(error.sqlState == state)
    #expect(error.message == "as asked")
    #expect(session.isAlive)
  }

  @Test func `detail stays out of the description, hint and statement are in it`() throws {
    let session = try TestDatabase.session()
    let error = try TestDatabase.error {
      try session.script(
        "DO $$ BEGIN RAISE EXCEPTION 'no' USING DETAIL = 'account 12345678', HINT = 'ask the owner'; END $$")
    }.named("upsert_alert")
    #expect(error.detail == "account 12345678")
    #expect(!error.description.contains("12345678"))
    #expect(error.description.contains("ask the owner"))
    #expect(error.description.contains("upsert_alert"))
    #expect(error.description.contains("P0001"))
  }

  @Test func `a value that does not fit its type is not quoted`() throws {
    let session = try TestDatabase.session()
    for value in ["6222-8812", "62\"22\"-8812", "\"6222-8812"] {
      let error = try TestDatabase.error { _ = try session.execute("SELECT $1::int", [value]) }
      #expect(error.sqlState == "22P02")
      #expect(!error.description.contains("8812") && !error.description.contains("22-"))
      #expect(error.description.contains("invalid input syntax for type integer"))
      #expect(error.detail?.contains("8812") == true)
    }
  }

  @Test func `a unique key's value is in the detail alone`() throws {
    let session = try TestDatabase.session()
    try session.script("CREATE TEMP TABLE k (n text PRIMARY KEY); INSERT INTO k VALUES ('DE8937040044')")
    let error = try TestDatabase.error {
      _ = try session.execute("INSERT INTO k VALUES ($1)", ["DE8937040044"])
    }
    #expect(error.sqlState == "23505")
    #expect(error.detail?.contains("DE8937040044") == true)
    #expect(!error.description.contains("DE8937040044"))
  }

  @Test func `a role without a privilege is refused`() throws {
    let session = try TestDatabase.session()
    try session.script("SET ROLE pg_monitor")
    let error = try TestDatabase.error { _ = try session.execute("SELECT * FROM pg_authid") }
    #expect(error.kind == .refusedPermission)
    #expect(error.sqlState == "42501")
  }

  @Test func `a role that may not log in is refused with its SQLSTATE`() throws {
    let error = try TestDatabase.error { _ = try TestDatabase.session("user=pg_monitor") }
    #expect(error.kind == .refusedPermission)
    #expect(error.sqlState == "28000")
    #expect(error.message.contains("not permitted to log in"))
    #expect(!error.message.contains("LOCATION") && !error.message.contains("28000"))
  }

  @Test func `a database that does not exist is unreachable, with its SQLSTATE`() throws {
    let error = try TestDatabase.error { _ = try TestDatabase.session("dbname=weir_no_such_database") }
    #expect(error.kind == .unreachable)
    #expect(error.sqlState == "3D000")
  }

  @Test func `a statement over its time is cancelled`() throws {
    let session = try TestDatabase.session(statementTimeoutMilliseconds: 50)
    let error = try TestDatabase.error { _ = try session.execute("SELECT pg_sleep(60)") }
    #expect(error.kind == .cancelled)
    #expect(try session.value("SELECT 1") == "1")
  }

  @Test func `a lock held by another session is a lock timeout`() throws {
    let (holder, waiter) = (try TestDatabase.session(), try TestDatabase.session())
    try holder.script("SELECT pg_advisory_lock(7264001)")
    try waiter.script("SET lock_timeout = '20ms'")
    let error = try TestDatabase.error { try waiter.script("SELECT pg_advisory_lock(7264001)") }
    #expect(error.kind == .lockTimeout)
  }
}

struct ConnectingErrorTests {
  private func connect(_ conninfo: String, seconds: Int = 5) throws {
    _ = try Session(ConnectionOptions(conninfo: conninfo, connectTimeoutSeconds: seconds)) { _ in }
  }

  @Test func `no server at a socket is unreachable`() throws {
    let error = try TestDatabase.error { try connect("host=/nonexistent-socket-directory dbname=x") }
    #expect(error.kind == .unreachable)
    #expect(error.sqlState == nil)
    #expect(error.message.contains("/nonexistent-socket-directory"))
  }

  @Test func `nobody listening on a port is unreachable`() throws {
    let error = try TestDatabase.error { try connect("postgresql://127.0.0.1:1/x?user=u") }
    #expect(error.kind == .unreachable)
  }

  @Test(arguments: [
    "password=open sesame-9 host", "postgresql://u:sesame-9@[::1/x", "postgresql://u:pa@sesame-9:x@h/d",
    "postgresql://u:p@sesame-9:7x@127.0.0.1/d", "postgresql://u@h/d?pass%3word=sesame-9",
    "host=127.0.0.1 port=1 user=u password=sesame-9",
  ])
  func `no password is ever in an error`(conninfo: String) throws {
    let error = try TestDatabase.error { try connect(conninfo) }
    #expect(error.kind == .unreachable)
    #expect(!error.description.contains("sesame-9"), "\(error)")
    #expect(error.detail?.contains("sesame-9") != true)
  }

  @Test func `a wrong option is an error, not a crash`() throws {
    #expect(try TestDatabase.error { try connect("sslmode=perhaps") }.kind == .unreachable)
    #expect(try TestDatabase.error { try connect("host=h\0i") }.kind == .server)
  }
}
