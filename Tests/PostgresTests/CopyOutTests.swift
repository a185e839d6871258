import Postgres
import Testing

private struct Stop: Error {}

@Suite(.enabled(if: TestDatabase.isAvailable, TestDatabase.reason))
struct CopyOutTests {
  /// The rows as texts of their columns.
  private func texts(_ session: Session, _ query: String) throws -> [[String?]] {
    var rows: [[String?]] = []
    try session.copyOut("COPY (\(query)) TO STDOUT (FORMAT binary)") { batch in
      for row in 0..<batch.count { rows.append(batch.forms.indices.map { batch.text(row, $0) }) }
    }
    return rows
  }

  @Test func `texts, nulls and empty texts come out apart`() throws {
    let session = try TestDatabase.session()
    #expect(
      try texts(session, "VALUES ('a', NULL, ''), ('名', 'b', NULL)") == [["a", nil, ""], ["名", "b", nil]])
  }

  @Test func `no rows and rows without columns are read`() throws {
    let session = try TestDatabase.session()
    #expect(try texts(session, "SELECT 'x' WHERE false") == [])
    #expect(try texts(session, "SELECT FROM generate_series(1, 3)") == [[], [], []])
  }

  @Test func `hostile texts come out as they went in`() throws {
    let session = try TestDatabase.session()
    try session.script("CREATE TEMP TABLE h (n int, t text)")
    for (index, text) in hostileTexts.enumerated() {
      _ = try session.execute("INSERT INTO h VALUES ($1, $2)", [String(index), text])
    }
    #expect(try texts(session, "SELECT t FROM h ORDER BY n") == hostileTexts.map { [$0] })
  }

  @Test func `a value of sixteen megabytes passes`() throws {
    let session = try TestDatabase.session()
    var sizes: [Int] = []
    try session.copyOut("COPY (SELECT repeat('x', 16777216) UNION ALL SELECT 'y') TO STDOUT (FORMAT binary)")
    {
      for row in 0..<$0.count { sizes.append($0.bytes(row, 0)?.count ?? -1) }
    }
    #expect(sizes == [16_777_216, 1])
  }

  @Test func `bytes kept from one batch are not touched by the next`() throws {
    let session = try TestDatabase.session()
    var kept: [ArraySlice<UInt8>] = []
    try session.copyOut(
      "COPY (SELECT n::text FROM generate_series(100000, 199999) n) TO STDOUT (FORMAT binary)"
    ) {
      for row in 0..<$0.count { if let bytes = $0.bytes(row, 0) { kept.append(bytes) } }
    }
    #expect(kept.map { String(decoding: $0, as: UTF8.self) } == (100_000...199_999).map(String.init))
  }

  @Test func `a closure that throws ends the copy and leaves the session usable`() throws {
    let session = try TestDatabase.session()
    for stopAt in [1, 2, 50] {
      var seen = 0
      #expect(throws: Stop.self) {
        try session.copyOut("COPY (SELECT generate_series(1, 50000000)) TO STDOUT (FORMAT binary)") { _ in
          seen += 1
          if seen == stopAt { throw Stop() }
        }
      }
      #expect(seen == stopAt)
      #expect(try session.value("SELECT 'usable'") == "usable")
    }
  }

  @Test func `a closure that throws at the last row leaves no cancel behind`() throws {
    let session = try TestDatabase.session()
    for _ in 0..<20 {
      #expect(throws: Stop.self) {
        try session.copyOut("COPY (SELECT 1) TO STDOUT (FORMAT binary)") { _ in throw Stop() }
      }
      #expect(try session.value("SELECT count(*) FROM generate_series(1, 20000)") == "20000")
    }
  }

  @Test func `a closure that throws in a transaction rolls it back with its own error`() throws {
    let session = try TestDatabase.session()
    #expect(throws: Stop.self) {
      try session.transaction(.snapshot) {
        try session.copyOut("COPY (SELECT generate_series(1, 1000000)) TO STDOUT (FORMAT binary)") { _ in
          throw Stop()
        }
      }
    }
    #expect(try session.transaction(.snapshot) { try session.value("SELECT 1") } == "1")
  }

  @Test func `an error in the middle of the rows is the server's`() throws {
    let session = try TestDatabase.session()
    var seen = 0
    let error = try TestDatabase.error {
      try session.copyOut(
        "COPY (SELECT 1/(90000 - n) FROM generate_series(1, 100000) n) TO STDOUT (FORMAT binary)"
      ) { _ in
        seen += 1
      }
    }
    #expect(error.sqlState == "22012")
    #expect(seen > 0 && seen < 90_000)
    #expect(try session.value("SELECT 1") == "1")
  }

  @Test func `another statement on the session from inside the closure is an error, not a wrong answer`()
    throws
  {
    let session = try TestDatabase.session()
    let error = try TestDatabase.error {
      try session.copyOut("COPY (SELECT generate_series(1, 100000)) TO STDOUT (FORMAT binary)") { _ in
        try session.script("SELECT 1")
      }
    }
    #expect(error.kind == .protocol)
    #expect(try session.value("SELECT 1") == "1")
  }

  @Test(arguments: ["SELECT 1", "COPY (SELECT 1) TO STDOUT", "COPY pg_temp.nowhere FROM STDIN"])
  func `other statements are refused and leave the session usable`(sql: String) throws {
    let session = try TestDatabase.session()
    let error = try TestDatabase.error { try session.copyOut(sql) { _ in } }
    #expect(error.kind == .protocol || error.sqlState?.hasPrefix("42") == true || error.sqlState == "3F000")
    #expect(try session.value("SELECT 1") == "1")
  }

  @Test(arguments: [
    "COPY (SELECT generate_series(1, 1000000)) TO STDOUT", "COPY pg_type TO STDOUT (FORMAT binary)",
  ])
  func `a COPY through execute is refused and leaves the session usable`(sql: String) throws {
    let session = try TestDatabase.session()
    #expect(try TestDatabase.error { _ = try session.execute(sql) }.kind == .protocol)
    #expect(try TestDatabase.error { try session.script(sql) }.kind == .protocol)
    #expect(try session.value("SELECT 1") == "1")
  }
}
