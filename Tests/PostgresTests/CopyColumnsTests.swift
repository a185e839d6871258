import Postgres
import Testing

/// Decoded columns against the server's own text of the same values.
@Suite(.enabled(if: TestDatabase.isAvailable, TestDatabase.reason))
struct CopyColumnsTests {
  /// The values `v` of a query as `text` writes the words they are decoded to, and their texts `t`.
  private func each(
    _ query: String, as form: CopyForm, _ text: ([UInt64]) -> String
  ) throws -> Int {
    let session = try TestDatabase.session()
    var count = 0
    try session.copyOut(
      "COPY (SELECT 'x', v, t FROM (\(query)) q) TO STDOUT (FORMAT binary)", as: [.bytes, form, .bytes]
    ) { batch in
      for row in 0..<batch.count {
        let words = batch.place(row, 1).map { place in
          (0..<form.width).map { batch.words[place + $0 * batch.stride] }
        }
        #expect(words.map(text) == batch.text(row, 2))
        #expect(batch.text(row, 0) == "x")
      }
      count += batch.count
    }
    return count
  }

  private func number(_ words: [UInt64]) -> String {
    words.first.map { String(Int64(bitPattern: $0)) } ?? ""
  }

  @Test(arguments: ["int2", "int4", "int8"])
  func `integers and nulls`(type: String) throws {
    let count = try each(
      """
      SELECT v, v::text AS t FROM (SELECT CASE WHEN n % 7 > 0 THEN (n - 2000)::\(type) END AS v
        FROM generate_series(1, 4000) n UNION ALL SELECT NULL) s
      """, as: .integer, number)
    #expect(count == 4001)
  }

  @Test func `timestamps`() throws {
    let count = try each(
      """
      SELECT v, (extract(epoch FROM v) * 1000000)::bigint::text AS t FROM (
        SELECT '2026-01-01'::timestamptz + n * interval '1 hour 0.000001 second' AS v
        FROM generate_series(-300000, 300, 100) n UNION ALL SELECT NULL) s
      """, as: .timestamp, number)
    #expect(count == 3005)
  }

  @Test func `dates`() throws {
    let count = try each(
      """
      SELECT v, CASE WHEN v > '290000-01-01' THEN 9223372036854775807
        WHEN isfinite(v) THEN (v - '1970-01-01'::date) * 86400000000 ELSE -9223372036854775808 END::text AS t
      FROM (SELECT '1960-01-01'::date + n AS v FROM generate_series(1, 9999) n
        UNION ALL SELECT unnest('{infinity,-infinity,300000-01-01,4713-01-01 BC}'::date[])) s
      """, as: .date, number)
    #expect(count == 10_003)
  }

  @Test func `uuids`() throws {
    let count = try each(
      """
      SELECT v, replace(v::text, '-', '') AS t FROM (
        SELECT md5(n::text)::uuid AS v FROM generate_series(1, 1000) n UNION ALL SELECT NULL) s
      """, as: .uuid
    ) { words in
      words.map { word in
        let digits = String(word, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
      }.joined()
    }
    #expect(count == 1001)
  }

  @Test func `short numerics are what the long way makes of them`() throws {
    let session = try TestDatabase.session()
    try session.script("SELECT setseed(0.75)")
    var (count, others) = (0, 0)
    try session.copyOut(
      """
      COPY (
        SELECT v, v FROM (
          SELECT CASE WHEN n % 50 > 0 THEN
            round((random() * 1.2 - 0.1)::numeric * ('1e' || n % 21)::numeric, n % 13) END AS v
          FROM generate_series(1, 20000) n
          UNION ALL SELECT unnest('{0,0.00,10000,0.0001,9999.9999,1.10,100.000,NaN,Infinity,1e15,9223372036854775807,
            9223372036854775808,1000000000000000.0001,12.000000000000000000}'::numeric[])) s
      ) TO STDOUT (FORMAT binary)
      """, as: [.numeric, .bytes]
    ) { batch in
      for row in 0..<batch.count {
        let slow = try batch.bytes(row, 1).map { try BinaryFormat.numeric($0) }
        let fast = batch.place(row, 0).map { place in
          batch.others[place]
            ?? .value(mantissa: Int128(batch.words[place]), scale: Int(batch.words[place + batch.stride]))
        }
        #expect(fast == slow)
      }
      count += batch.count
      others += batch.others.count
    }
    #expect(count == 20_014 && (500..<15_000).contains(others))
  }

  @Test(arguments: [CopyForm.integer, .timestamp, .date, .uuid, .numeric])
  func `fields of another width are refused`(form: CopyForm) throws {
    let session = try TestDatabase.session()
    let error = try TestDatabase.error {
      try session.copyOut("COPY (SELECT 'three') TO STDOUT (FORMAT binary)", as: [form]) { _ in }
    }
    #expect(error.kind == .protocol)
  }

  @Test func `other columns than those asked for are refused`() throws {
    let session = try TestDatabase.session()
    let error = try TestDatabase.error {
      try session.copyOut("COPY (SELECT 1, 2) TO STDOUT (FORMAT binary)", as: [.integer]) { _ in }
    }
    #expect(error.kind == .protocol)
  }
}
