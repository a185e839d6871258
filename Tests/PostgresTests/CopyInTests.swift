import Postgres
import Testing

@Suite(.enabled(if: TestDatabase.isAvailable, TestDatabase.reason))
struct CopyInTests {
  private func prepared(_ columns: String = "n int, t text") throws -> Session {
    let session = try TestDatabase.session()
    try session.script("CREATE TEMP TABLE c (\(columns))")
    return session
  }

  @Test func `hostile texts and nulls arrive as they were sent`() throws {
    let session = try prepared()
    let texts: [String?] = hostileTexts.map(\.self) + [nil]
    let rows = texts.enumerated().map { [String($0), $1] }
    #expect(try session.copyIn("COPY c FROM STDIN", rows) == texts.count)
    let read = try session.execute("SELECT t FROM c ORDER BY n")
    #expect((0..<read.count).map { read[$0, 0] } == texts)
  }

  @Test func `many rows go in batches and are counted`() throws {
    let session = try prepared()
    let rows = (0..<50_000).lazy.map { [String($0), "row\t\($0)"] as [String?] }
    #expect(try session.copyIn("COPY c (n, t) FROM STDIN", rows) == 50_000)
    #expect(try session.value("SELECT count(DISTINCT t) || '/' || sum(n) FROM c") == "50000/1249975000")
  }

  @Test func `no rows is no error`() throws {
    #expect(try prepared().copyIn("COPY c FROM STDIN", [[String?]]()) == 0)
  }

  @Test func `a row the server refuses stores nothing and leaves the session usable`() throws {
    let session = try prepared()
    let rows = (0..<30_000).lazy.map { [$0 == 20_000 ? "x\"6222\"" : String($0), "t"] as [String?] }
    let error = try TestDatabase.error { _ = try session.copyIn("COPY c FROM STDIN", rows) }
    #expect(error.sqlState == "22P02")
    #expect(!error.description.contains("6222"))
    #expect(try session.value("SELECT count(*) FROM c") == "0")
  }

  @Test func `a row with a column too few or too many is an error`() throws {
    let session = try prepared()
    for row in [["1"], ["1", "2", "3"]] as [[String?]] {
      #expect(
        try TestDatabase.error { _ = try session.copyIn("COPY c FROM STDIN", [row]) }.sqlState == "22P04")
    }
  }

  @Test func `a NUL character is refused and the copy abandoned`() throws {
    let session = try prepared()
    let error = try TestDatabase.error {
      _ = try session.copyIn("COPY c FROM STDIN", [["1", "a"], ["2", "b\0"]])
    }
    #expect(error.sqlState == "22021")
    #expect(try session.value("SELECT count(*) FROM c") == "0")
  }

  @Test(arguments: ["SELECT 1", "COPY (SELECT 1) TO STDOUT", "COPY c FROM STDIN (FORMAT binary)"])
  func `other statements are refused and leave the session usable`(sql: String) throws {
    let session = try prepared()
    #expect(try TestDatabase.error { _ = try session.copyIn(sql, [["1", "a"]]) }.kind == .protocol)
    #expect(try session.value("SELECT 1") == "1")
  }
}
