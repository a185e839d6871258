import Postgres
import TestSupport
import Testing

/// Arrays in binary form against the same arrays in words.
@Suite(.enabled(if: TestDatabase.isAvailable, TestDatabase.reason))
struct BoundValueTests {
  /// Checks that the server takes `parameter` for what it takes the array of `words` for, digit by digit.
  private func expect(_ parameter: BoundValue, is words: [String?], _ type: String) throws {
    let rows = try TestDatabase.session().execute(
      "SELECT $1::\(type)[]::text, $2::\(type)[]::text", with: [parameter, .text(textArray(words))])
    #expect(rows[0, 0] == rows[0, 1], "\(type)[]")
  }

  @Test func `texts, JSON and truths`() throws {
    let texts = hostileTexts + [nil, ""]
    try expect(.texts(texts), is: texts, "text")
    try expect(.booleans([true, nil, false]), is: ["true", nil, "false"], "boolean")
    let json = [#"{"a": 1.50, "b": "ä\n"}"#, nil, "[]"]
    try expect(.json(json), is: json, "jsonb")
  }

  @Test func `integers of both sizes, to their ends`() throws {
    let values = [0, 1, -1, Int(Int32.max), Int(Int32.min), nil]
    try expect(.integers(values), is: values.map { $0?.description }, "integer")
    let large = [Int64.max, .min, nil, 0]
    try expect(.bigints(large), is: large.map { $0?.description }, "bigint")
    try expect(.integers([.max, .min]), is: [Int32.max.description, Int32.min.description], "integer")
  }

  @Test func `identifiers, with or without dashes`() throws {
    let id = "a0eebc99-9c0b-8ef8-bb6d-6bb9bd380a11"
    let values = [id, nil, id.filter { $0 != "-" }.uppercased()]
    try expect(.uuids(values), is: [id, nil, id], "uuid")
  }

  @Test func `instants, as microseconds since 1970`() throws {
    let values: [Int64?] = [0, 1, -1, 946_684_800_000_000, 1_767_225_600_123_456, nil]
    let words = [
      "1970-01-01Z", "1970-01-01 00:00:00.000001Z", "1969-12-31 23:59:59.999999Z", "2000-01-01Z",
      "2026-01-01 00:00:00.123456Z", nil,
    ]
    try expect(.timestamps(micros: values), is: words, "timestamptz")
    try expect(.timestamps(micros: [.min]), is: ["-infinity"], "timestamptz")
  }

  @Test func `numbers keep their decimals, however many`() throws {
    var random = SplitMix64(state: 4)
    var values: [(mantissa: Int128, scale: Int)?] = [(0, 0), (0, 6), nil, (-1, 38), (100_000_000, 4)]
    let largest: Int128 = 99_999_999_999_999_999_999_999_999_999_999_999_999
    for scale in 0...38 {
      values.append((mantissa: largest, scale: scale))
      for _ in 0..<20 {
        let size =
          Int128.random(in: 1...largest, using: &random) >> Int128.random(in: 0..<127, using: &random)
        values.append((mantissa: Bool.random(using: &random) ? size : -size, scale: scale))
      }
    }
    let words = values.map { value in value.map { "\($0.mantissa)e-\($0.scale)" } }
    try expect(.numerics(values), is: words, "numeric")
  }

  @Test func `none at all is an empty array`() throws {
    try expect(.texts([]), is: [], "text")
    try expect(.numerics([]), is: [], "numeric")
  }

  @Test func `nulls and single values stand beside arrays`() throws {
    let rows = try TestDatabase.session().execute(
      "SELECT $1::text, $2::text[], $3::bigint, $4::text",
      with: [.text(nil), .texts(["a"]), .text("7"), .text("")])
    #expect(Array(rows[0]) == [nil, "{a}", "7", ""])
  }

  @Test func `what cannot be a value is refused`() throws {
    let session = try TestDatabase.session()
    for (parameter, type) in [
      (BoundValue.uuids(["a0eebc99"]), "uuid[]"), (.uuids(["nothing"]), "uuid[]"),
      (.texts(["a\0b"]), "text[]"),
      (.text("a\0b"), "text"),
    ] {
      #expect(throws: PostgresError.self) { try session.execute("SELECT $1::\(type)", with: [parameter]) }
    }
    #expect(try session.value("SELECT 1") == "1")
  }
}
