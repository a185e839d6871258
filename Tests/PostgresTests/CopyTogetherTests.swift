@testable import Postgres
import Testing

private struct Stop: Error {}

/// Several COPYs at once.
@Suite(.enabled(if: TestDatabase.isAvailable, TestDatabase.reason))
struct CopyTogetherTests {
  private func numbers(_ low: Int, _ high: Int) -> String {
    "COPY (SELECT n::text, repeat('x', n % 100) FROM generate_series(\(low), \(high)) n) TO STDOUT (FORMAT binary)"
  }

  private func source(_ session: Session, _ sql: String) -> CopySource<CopyBatch> {
    CopySource(session, [Copy(sql) { $0 }])
  }

  @Test(arguments: [1, 2, 5]) func `every row of every source comes once`(sources: Int) throws {
    let sessions = try (0..<sources).map { _ in try TestDatabase.session() }
    var seen: [Int] = []
    try copyOut(
      sessions.enumerated().map { place, session in
        // Each sends its numbers in two COPYs.
        CopySource(
          session,
          [0, 10_000].map { part in
            Copy(numbers(place * 20_000 + part, place * 20_000 + part + 9_999)) { $0 }
          })
      }
    ) { batch in
      for row in 0..<batch.count {
        let number = try #require(batch.text(row, 0).flatMap { Int($0) })
        #expect(batch.bytes(row, 1)?.count == number % 100)
        seen.append(number)
      }
    }
    #expect(seen.sorted() == Array(0..<sources * 20_000))
    for place in 0..<sources {
      #expect(seen.filter { $0 / 20_000 == place } == Array(place * 20_000..<place * 20_000 + 20_000))
    }
  }

  @Test func `one failing ends all, and the sessions are usable`() throws {
    let sessions = try (0..<3).map { _ in try TestDatabase.session() }
    let error = try TestDatabase.error {
      try copyOut(
        [
          source(sessions[0], numbers(1, 100_000_000)),
          source(sessions[1], "COPY (SELECT pg_sleep(60)) TO STDOUT (FORMAT binary)"),
          source(
            sessions[2],
            "COPY (SELECT 1 / (n - 70000) FROM generate_series(1, 80000) n) TO STDOUT (FORMAT binary)"),
        ], take: { _ in })
    }
    #expect(error.sqlState == "22012")
    for session in sessions { #expect(try session.value("SELECT 'usable'") == "usable") }
  }

  @Test func `a closure that throws ends all`() throws {
    let sessions = try (0..<3).map { _ in try TestDatabase.session() }
    var seen = 0
    #expect(throws: Stop.self) {
      try copyOut(sessions.map { source($0, numbers(1, 100_000_000)) }) { _ in
        seen += 1
        if seen == 7 { throw Stop() }
      }
    }
    for session in sessions { #expect(try session.value("SELECT 'usable'") == "usable") }
  }

  @Test func `rows wait at a gate for what opens it`() throws {
    let sessions = try (0..<3).map { _ in try TestDatabase.session() }
    let gate = CopyGate()
    var seen: [Int] = []
    try copyOut(
      sessions.prefix(2).map { CopySource($0, [Copy(numbers(1, 50_000), after: gate) { (1, $0.count) }]) }
        + [
          CopySource(
            sessions[2], [Copy(numbers(1, 50_000), read: { (0, $0.count) }, then: { gate.open() })])
        ]
    ) { source, rows in seen += Array(repeating: source, count: rows) }
    #expect(seen == Array(repeating: 0, count: 50_000) + Array(repeating: 1, count: 100_000))
  }

  @Test func `what fails before a gate opens need not wait for it`() throws {
    let sessions = try (0..<2).map { _ in try TestDatabase.session() }
    let gate = CopyGate()
    let error = try TestDatabase.error {
      try copyOut(
        [
          CopySource(
            sessions[0],
            [
              Copy(
                "COPY (SELECT 1 / (n - 9) FROM generate_series(1, 9) n) TO STDOUT (FORMAT binary)",
                after: gate
              ) { $0 }
            ]),
          CopySource(
            sessions[1],
            [
              Copy(
                "COPY (SELECT pg_sleep(60)) TO STDOUT (FORMAT binary)", read: { $0 }, then: { gate.open() })
            ]),
        ], take: { _ in })
    }
    #expect(error.sqlState == "22012")
    while !gate.isOpenSoon() {}
    for session in sessions { #expect(try session.value("SELECT 'usable'") == "usable") }
  }

  @Test func `what waits at a gate is let go when anything fails`() throws {
    let sessions = try (0..<2).map { _ in try TestDatabase.session() }
    let error = try TestDatabase.error {
      try copyOut(
        [
          CopySource(sessions[0], [Copy(numbers(1, 100_000_000), after: CopyGate()) { $0 }]),
          source(
            sessions[1], "COPY (SELECT 1 / (n - 9) FROM generate_series(1, 9) n) TO STDOUT (FORMAT binary)"),
        ], take: { _ in })
    }
    #expect(error.sqlState == "22012")
    for session in sessions { #expect(try session.value("SELECT 'usable'") == "usable") }
  }

  @Test func `one session cannot carry two`() throws {
    let session = try TestDatabase.session()
    let error = try TestDatabase.error {
      try copyOut(
        [source(session, numbers(1, 100_000)), source(session, numbers(1, 9))], take: { _ in })
    }
    #expect(error.kind == .protocol)
    #expect(try session.value("SELECT 'usable'") == "usable")
  }

  @Test func `a shared snapshot sees what its owner sees`() throws {
    let (owner, other, writer) = (
      try TestDatabase.session(), try TestDatabase.session(), try TestDatabase.session()
    )
    try writer.script("CREATE TABLE IF NOT EXISTS shared_snapshot (n int); TRUNCATE shared_snapshot")
    defer { try? writer.script("DROP TABLE shared_snapshot") }
    try owner.transaction(.snapshot) {
      let name = try owner.value("SELECT pg_export_snapshot()") ?? ""
      try writer.script("INSERT INTO shared_snapshot VALUES (1)")
      let count = try other.transaction(.shared(snapshot: name)) {
        try other.value("SELECT count(*) FROM shared_snapshot")
      }
      #expect(count == "0")
    }
    #expect(try other.value("SELECT count(*) FROM shared_snapshot") == "1")
  }

  @Test(arguments: ["00000003-0000001B-9", "no'such", ""])
  func `a snapshot that is gone leaves no transaction open`(name: String) throws {
    let session = try TestDatabase.session()
    #expect(throws: PostgresError.self) { try session.transaction(.shared(snapshot: name)) {} }
    #expect(try session.transaction(.snapshot) { try session.value("SELECT 1") } == "1")
  }
}
