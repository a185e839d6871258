import Foundation
import Postgres
import Synchronization
import Testing

@Suite(.enabled(if: TestDatabase.isAvailable, TestDatabase.reason), .serialized)
struct InterruptionTests {
  @Test func `a statement can be cancelled from another thread`() throws {
    let session = try TestDatabase.session()
    let canceller = session.canceller
    TestDatabase.onceAsleep(try session.backend) { _ in canceller.cancel() }
    let error = try TestDatabase.error { _ = try session.execute("SELECT pg_sleep(60)") }
    #expect(error.kind == .cancelled)
    #expect(error.sqlState == "57014")
    #expect(try session.value("SELECT 1") == "1")
  }

  @Test func `a canceller outlives its session`() throws {
    let canceller = try TestDatabase.session().canceller
    canceller.cancel()
  }

  @Test func `a terminated session is lost, and says so`() throws {
    let session = try TestDatabase.session()
    _ = try TestDatabase.session().execute("SELECT pg_terminate_backend($1, 10000)", [try session.backend])
    let error = try TestDatabase.error { _ = try session.execute("SELECT 1") }
    #expect(error.kind == .lost)
    #expect(!session.isAlive)
    #expect(try TestDatabase.error { try session.script("SELECT 1") }.kind == .lost)
  }

  @Test func `a session terminated in a statement is lost`() throws {
    let session = try TestDatabase.session()
    let pid = try session.backend
    TestDatabase.onceAsleep(pid) { _ = try $0.execute("SELECT pg_terminate_backend($1)", [pid]) }
    let error = try TestDatabase.error { _ = try session.execute("SELECT pg_sleep(60)") }
    #expect(error.kind == .lost)
    #expect(error.sqlState == "57P01")
  }

  @Test func `a session terminated in a COPY out is lost`() throws {
    let session = try TestDatabase.session()
    let (pid, killer) = (try session.backend, try TestDatabase.session())
    var seen = 0
    let error = try TestDatabase.error {
      try session.copyOut(
        "COPY (SELECT repeat('x', 1000) FROM generate_series(1, 10000000)) TO STDOUT (FORMAT binary)"
      ) {
        _ in
        seen += 1
        if seen == 1 { _ = try killer.execute("SELECT pg_terminate_backend($1)", [pid]) }
      }
    }
    #expect(error.kind == .lost)
    #expect(seen > 0)
  }

  @Test func `a session terminated in a COPY in is lost`() throws {
    let session = try TestDatabase.session()
    try session.script("CREATE TEMP TABLE c (t text)")
    let (pid, killer) = (try session.backend, try TestDatabase.session())
    let rows = (0..<1_000_000).lazy.map { index -> [String?] in
      if index == 1000 { _ = try? killer.execute("SELECT pg_terminate_backend($1, 10000)", [pid]) }
      return [String(repeating: "x", count: 100)]
    }
    let error = try TestDatabase.error { _ = try session.copyIn("COPY c FROM STDIN", rows) }
    #expect(error.kind == .lost)
  }

  @Test func `work starts again on a fresh session after a lost one`() throws {
    var (lines, tries): ([String], Int) = ([], 0)
    let value = try withReconnect(
      attempts: 3, pause: .zero, log: { lines.append($0) }, connect: { try TestDatabase.session() },
      body: { session in
        tries += 1
        if tries == 1 { try session.script("SELECT pg_terminate_backend(pg_backend_pid())") }
        return try session.value("SELECT 'done'")
      })
    #expect(value == "done")
    #expect(tries == 2)
    #expect(lines.count == 1)
    #expect(lines.first?.contains("attempt 2 of 3") == true)
  }

  @Test func `the last failure is thrown after the last attempt, and other errors at once`() throws {
    var connections = 0
    let unreachable = try TestDatabase.error {
      try withReconnect(
        attempts: 3, pause: .zero, log: { _ in },
        connect: {
          connections += 1
          return try TestDatabase.session("dbname=weir_no_such_database")
        }, body: { _ in })
    }
    #expect(unreachable.kind == .unreachable)
    #expect(connections == 3)
    var bodies = 0
    let server = try TestDatabase.error {
      try withReconnect(attempts: 3, pause: .zero, log: { _ in }, connect: { try TestDatabase.session() }) {
        session in
        bodies += 1
        try session.script("SELECT 1/0")
      }
    }
    #expect(server.kind == .server)
    #expect(bodies == 1)
  }

  @Test func `a signal cancels the watched session's statement and is remembered`() throws {
    let told = Notices()
    try Interrupts.install { signal in
      told.append(Notice(severity: "", sqlState: "", message: String(signal)))
    }
    defer {
      Interrupts.watch(nil)
      Interrupts.forget()
    }
    #expect(Interrupts.requested == nil)
    try Interrupts.check()
    let session = try TestDatabase.session()
    Interrupts.watch(session.canceller)
    TestDatabase.onceAsleep(try session.backend) { _ in kill(getpid(), SIGTERM) }
    let error = try TestDatabase.error { _ = try session.execute("SELECT pg_sleep(60)") }
    #expect(error.kind == .cancelled)
    #expect(Interrupts.requested == SIGTERM)
    #expect(try TestDatabase.error { try Interrupts.check() }.kind == .cancelled)
    #expect(try session.value("SELECT 1") == "1")
  }
}
