import Postgres
import Testing

@Suite(.enabled(if: TestDatabase.isAvailable, TestDatabase.reason))
struct SessionTests {
  @Test func `every hostile text comes back from a bound parameter as it went`() throws {
    let session = try TestDatabase.session()
    for text in hostileTexts { #expect(try session.value("SELECT $1::text", [text]) == text) }
  }

  @Test func `a parameter is never SQL`() throws {
    let session = try TestDatabase.session()
    let found = try session.execute("SELECT 1 WHERE 'a' = $1", ["a' OR 'a' = 'a"])
    #expect(found.isEmpty)
  }

  @Test func `nulls go in and come out, apart from empty texts`() throws {
    let session = try TestDatabase.session()
    let rows = try session.execute("SELECT $1::text, $2::text, $1::text IS NULL", [nil, ""])
    #expect(Array(rows[0]) == [nil, "", "t"])
  }

  @Test func `columns, counts and cells are where they belong`() throws {
    let session = try TestDatabase.session()
    let rows = try session.execute(
      "SELECT n AS number, n * 2 AS double FROM generate_series(1, 3) n ORDER BY n")
    #expect(rows.columns == ["number", "double"])
    #expect(rows.count == 3)
    #expect(rows.affected == 3)
    #expect((0..<3).map { rows[$0, 1] } == ["2", "4", "6"])
  }

  @Test func `affected rows are counted for writes and zero for commands without a count`() throws {
    let session = try TestDatabase.session()
    #expect(try session.execute("CREATE TEMP TABLE t (n int)").affected == 0)
    #expect(try session.execute("INSERT INTO t SELECT generate_series(1, 7)").affected == 7)
    #expect(try session.execute("UPDATE t SET n = 0 WHERE n > $1", ["5"]).affected == 2)
    #expect(try session.execute("DELETE FROM t WHERE n = 9").affected == 0)
  }

  @Test func `a script runs all its statements, or none when one fails`() throws {
    let session = try TestDatabase.session()
    try session.script("CREATE TEMP TABLE s (n int); INSERT INTO s VALUES (1); INSERT INTO s VALUES (2)")
    let error = try TestDatabase.error { try session.script("INSERT INTO s VALUES (3); SELECT 1/0") }
    #expect(error.sqlState == "22012")
    #expect(try session.value("SELECT count(*) FROM s") == "2")
  }

  @Test func `execute takes one statement only`() throws {
    let session = try TestDatabase.session()
    #expect(try TestDatabase.error { _ = try session.execute("SELECT 1; SELECT 2") }.sqlState == "42601")
  }

  @Test func `an empty statement answers nothing`() throws {
    #expect(try TestDatabase.session().execute("").count == 0)
  }

  @Test func `a NUL character is refused, not cut`() throws {
    let session = try TestDatabase.session()
    #expect(
      try TestDatabase.error { _ = try session.execute("SELECT $1::text", ["a\0b"]) }.sqlState == "22021")
    #expect(try TestDatabase.error { _ = try session.execute("SELECT 1 \0") }.sqlState == "22021")
    #expect(try TestDatabase.error { _ = try session.quotedIdentifier("a\0") }.sqlState == "22021")
  }

  @Test func `the session speaks UTC, ISO and UTF-8 whatever the role's defaults`() throws {
    let session = try TestDatabase.session("options=-c%20TimeZone%3DAsia/Seoul%20-c%20DateStyle%3DGerman")
    #expect(try session.value("SELECT '2026-03-01 09:10+08'::timestamptz") == "2026-03-01 01:10:00+00")
    #expect(try session.value("SHOW client_encoding") == "UTF8")
    #expect(try session.value("SHOW synchronize_seqscans") == "off")
  }

  @Test func `the application's name is set unless the connection string has one`() throws {
    #expect(try TestDatabase.session().value("SHOW application_name") == "weir")
    #expect(try TestDatabase.session("application_name=other").value("SHOW application_name") == "other")
  }

  @Test func `a quoted identifier names its table whatever is in it`() throws {
    let session = try TestDatabase.session()
    for name in ["plain", "Mixed \"quoted\"", "a;b", "名前"] {
      let quoted = try session.quotedIdentifier(name)
      try session.script("CREATE TEMP TABLE \(quoted) (n int)")
      #expect(try session.value("SELECT count(*) FROM pg_class WHERE relname = $1", [name]) == "1")
    }
  }

  @Test func `notices reach the closure with severity and state`() throws {
    let notices = Notices()
    let session = try TestDatabase.session(notices: notices)
    try session.script("DO $$ BEGIN RAISE WARNING 'mind the gap'; RAISE NOTICE 'hello'; END $$")
    #expect(
      notices.all == [
        Notice(severity: "WARNING", sqlState: "01000", message: "mind the gap"),
        Notice(severity: "NOTICE", sqlState: "00000", message: "hello"),
      ])
  }

  @Test func `version and life are known`() throws {
    let session = try TestDatabase.session()
    #expect(session.isAlive)
    #expect(try session.value("SHOW server_version_num") == String(session.serverVersion))
  }

  @Test func `hostile texts come back from an array parameter as they went`() throws {
    let session = try TestDatabase.session()
    let elements: [String?] = hostileTexts.map(\.self) + [nil, nil, "last"]
    let rows = try session.execute(
      "SELECT e FROM unnest($1::text[]) WITH ORDINALITY AS u (e, n) ORDER BY n", [textArray(elements)])
    #expect((0..<rows.count).map { rows[$0, 0] } == elements)
    #expect(try session.value("SELECT cardinality($1::text[])", [textArray([])]) == "0")
  }

  @Test func `random texts come back from an array parameter as they went`() throws {
    let session = try TestDatabase.session()
    var random = SplitMix64(state: 7)
    let alphabet = Array("\\\"{},NUL'\n\t ab1é")
    for _ in 0..<50 {
      let elements: [String?] = (0..<20).map { _ in
        Int.random(in: 0..<8, using: &random) == 0
          ? nil
          : String(
            (0..<Int.random(in: 0..<9, using: &random)).map { _ in
              alphabet.randomElement(using: &random) ?? "x"
            })
      }
      let rows = try session.execute(
        "SELECT e FROM unnest($1::text[]) WITH ORDINALITY AS u (e, n) ORDER BY n", [textArray(elements)])
      #expect((0..<rows.count).map { rows[$0, 0] } == elements)
    }
  }
}
