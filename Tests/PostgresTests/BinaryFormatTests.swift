import Postgres
import Testing

/// Decoders against the server's own text of thousands of values it made up itself (seeded).
@Suite(.enabled(if: TestDatabase.isAvailable, TestDatabase.reason))
struct BinaryFormatTests {
  /// Compares what `decode` makes of the binary form `v` with the text `t`, for every row of `query`.
  @discardableResult
  private func each(_ query: String, _ decode: (ArraySlice<UInt8>) throws -> String) throws -> Int {
    let session = try TestDatabase.session()
    try session.script("SELECT setseed(0.25)")
    var count = 0
    try session.copyOut("COPY (SELECT v, t FROM (\(query)) q) TO STDOUT (FORMAT binary)") { batch in
      for row in 0..<batch.count {
        let decoded = try decode(try #require(batch.bytes(row, 0)))
        #expect(decoded == batch.text(row, 1))
      }
      count += batch.count
    }
    return count
  }

  @Test(arguments: [("int2", "32767"), ("int4", "2147483647"), ("int8", "9223372036854774000")])
  func `integers are exact`(type: String, top: String) throws {
    let count = try each(
      """
      SELECT v, v::text AS t FROM (
        SELECT ((random() * 2 - 1) * \(top))::\(type) AS v FROM generate_series(1, 3000)
        UNION ALL SELECT unnest(ARRAY[0, 1, -1])::\(type)) s
      """
    ) { String(try BinaryFormat.integer($0)) }
    #expect(count == 3003)
  }

  @Test func `the ends of the integers are exact`() throws {
    try each("SELECT v, v::text AS t FROM unnest(ARRAY[-9223372036854775808, 9223372036854775807]) v") {
      String(try BinaryFormat.integer($0))
    }
  }

  @Test func `timestamps are microseconds since 1970`() throws {
    let count = try each(
      """
      SELECT v, trunc(extract(epoch FROM v) * 1000000)::text AS t FROM (
        SELECT '4713-01-01 BC'::timestamptz + random() * 299000 * interval '365 days'
          + random() * interval '1 second' AS v FROM generate_series(1, 3000)
        UNION ALL SELECT unnest('{4713-01-01 00:00:00+00 BC,1970-01-01,1969-12-31 23:59:59.999999,2000-01-01,
          2026-03-01 09:10:11.123456+08,294246-12-31}'::timestamptz[])) s
      """
    ) { String(try BinaryFormat.timestamp($0)) }
    #expect(count == 3006)
  }

  @Test func `infinite times and those beyond 64 bits are clamped`() throws {
    try each(
      """
      VALUES ('infinity'::timestamptz, '9223372036854775807'), ('-infinity', '-9223372036854775808'),
        ('294276-12-31 23:59:59.999999', '9223372036854775807')
      """.asTable
    ) { String(try BinaryFormat.timestamp($0)) }
    try each(
      "VALUES ('infinity'::date, '9223372036854775807'), ('-infinity', '-9223372036854775808')".asTable
    ) {
      String(try BinaryFormat.date($0))
    }
  }

  @Test func `dates are days since 1970`() throws {
    let count = try each(
      """
      SELECT v, (v - '1970-01-01'::date)::text AS t FROM (
        SELECT '4713-01-01 BC'::date + (random() * 2000000000)::int % 2100000 AS v FROM generate_series(1, 2000)
        UNION ALL SELECT unnest('{1970-01-01,1969-12-31,2000-02-29,5874897-12-31}'::date[])) s
      """
    ) { String(try BinaryFormat.date($0)) }
    #expect(count == 2004)
  }

  @Test func `numerics are exact, digit for digit with their scale`() throws {
    let count = try each(
      """
      SELECT v, v::text AS t FROM (
        SELECT round((random() * 2 - 1)::numeric * ('1e' || n % 19)::numeric + random()::numeric, n % 16) AS v
        FROM generate_series(1, 8000) n
        UNION ALL
        SELECT (CASE WHEN n % 2 = 0 THEN '-' ELSE '' END || left(digits, n % 20 + 1) || '.'
          || substr(digits, n % 20 + 2, n / 20 % 18 + 1))::numeric
        FROM (SELECT n, translate(md5(n::text) || md5((-n)::text), 'abcdef', '012345') AS digits
          FROM generate_series(1, 3000) n) m
        UNION ALL
        SELECT (CASE WHEN n % 2 = 0 THEN '-' ELSE '' END || repeat('9', n % 38 + 1))::numeric
        FROM generate_series(1, 76) n
        UNION ALL
        SELECT ('0.' || repeat('0', n) || '1')::numeric FROM generate_series(0, 60) n
        UNION ALL
        SELECT ('0.' || repeat('7', n) || '0')::numeric FROM generate_series(1, 36) n
        UNION ALL
        SELECT (repeat('8', n) || '.' || repeat('3', 38 - n))::numeric FROM generate_series(1, 37) n
        UNION ALL
        SELECT ('1' || repeat('0', n))::numeric FROM generate_series(0, 37) n
        UNION ALL
        SELECT unnest('{0,0.00,-0,0.0000000000,10000,0.0001,-9999.9999,1.10,100.000}'::numeric[])) s
      """
    ) { try BinaryFormat.numeric($0).text }
    #expect(count > 11_200)
  }

  @Test func `numerics of more than 38 digits are too long, whatever their shape`() throws {
    try each(
      """
      SELECT v, 'tooLong' AS t FROM unnest(ARRAY['1' || repeat('0', 38), repeat('9', 39), '1e131071', '-1e60',
        repeat('9', 38) || '.0', '1.' || repeat('0', 38), repeat('1', 20) || '.' || repeat('1', 19),
        '0.' || repeat('9', 39)]::numeric[]) v
      """
    ) { try BinaryFormat.numeric($0).text }
  }

  @Test func `numerics that are not numbers are told apart`() throws {
    try each(
      """
      VALUES ('NaN'::numeric, 'nan'), ('Infinity', 'infinity(negative: false)'),
        ('-Infinity', 'infinity(negative: true)')
      """.asTable
    ) { try BinaryFormat.numeric($0).text }
  }
}

struct MalformedBinaryTests {
  @Test func `bytes of the wrong length are refused, and not shown`() throws {
    for length in 0...40 {
      let bytes = [UInt8](repeating: 0xAB, count: length)[...]
      var errors: [PostgresError] = []
      func refused(_ decode: () throws -> Void) {
        do { try decode() } catch let error as PostgresError { errors.append(error) } catch {
          Issue.record(error)
        }
      }
      if ![2, 4, 8].contains(length) { refused { _ = try BinaryFormat.integer(bytes) } }
      if length != 8 { refused { _ = try BinaryFormat.timestamp(bytes) } }
      if length != 4 { refused { _ = try BinaryFormat.date(bytes) } }
      refused { _ = try BinaryFormat.numeric(bytes) }
      #expect(errors.count >= 2)
      #expect(errors.allSatisfy { $0.kind == .protocol && !$0.description.contains("171") })
    }
  }

  @Test func `a numeric with a digit over 9999, too few digits or an unknown sign is refused`() {
    func numeric(_ words: [UInt16]) -> ArraySlice<UInt8> {
      words.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }[...]
    }
    for words in [[1, 0, 0, 0, 10_000], [2, 0, 0, 0, 1], [1, 0, 0x8000, 0, 1], [0, 0, 0, 0, 1]] as [[UInt16]]
    {
      #expect(throws: PostgresError.self) { try BinaryFormat.numeric(numeric(words)) }
    }
    #expect(throws: Never.self) { try BinaryFormat.numeric(numeric([1, 0, 0, 0, 9999])) }
  }

  @Test func `digits below the display scale widen the scale rather than vanish`() throws {
    let bytes: [UInt8] = [0, 1, 0xFF, 0xFF, 0, 0, 0, 2, 0x04, 0xD2]  // 0.1234 shown with two places
    #expect(try BinaryFormat.numeric(bytes[...]) == .value(mantissa: 1234, scale: 4))
  }

  @Test func `decoders read slices that do not begin at zero`() throws {
    let bytes: [UInt8] = [9, 9, 9, 0, 0, 0, 5]
    #expect(try BinaryFormat.integer(bytes[3...]) == 5)
    let numeric: [UInt8] = [9, 0, 1, 0, 0, 0x40, 0, 0, 0, 0, 7]
    #expect(try BinaryFormat.numeric(numeric[1...]) == .value(mantissa: -7, scale: 0))
  }
}

extension String {
  /// A VALUES list as a query with the columns `v` and `t`.
  fileprivate var asTable: String { "SELECT * FROM (\(self)) AS s (v, t)" }
}

extension BinaryNumeric {
  /// The number as PostgreSQL writes it.
  fileprivate var text: String {
    guard case .value(let mantissa, let scale) = self else { return "\(self)" }
    var digits = String(mantissa.magnitude)
    digits = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
    let whole = digits.dropLast(scale)
    return (mantissa < 0 ? "-" : "") + whole + (scale > 0 ? "." + digits.suffix(scale) : "")
  }
}
