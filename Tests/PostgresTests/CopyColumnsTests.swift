import Postgres
import Testing

/// Whole columns against the server's own text of the same values.
@Suite(.enabled(if: TestDatabase.isAvailable, TestDatabase.reason))
struct CopyColumnsTests {
  /// The values `v` of a query as `decode` makes them, and their texts `t`.
  private func each(_ query: String, _ decode: (CopyBatch) throws -> [String?]) throws -> Int {
    let session = try TestDatabase.session()
    try session.script("SELECT setseed(0.5)")
    var count = 0
    try session.copyOut("COPY (SELECT 'x', v, t FROM (\(query)) q) TO STDOUT (FORMAT binary)") { batch in
      let decoded = try decode(batch)
      #expect(decoded == (0..<batch.count).map { batch.text($0, 2) })
      count += batch.count
    }
    return count
  }

  @Test(arguments: ["int2", "int4", "int8"])
  func `integers and nulls`(type: String) throws {
    let count = try each(
      """
      SELECT v, v::text AS t FROM (SELECT CASE WHEN n % 7 > 0 THEN (n - 2000)::\(type) END AS v
        FROM generate_series(1, 4000) n UNION ALL SELECT NULL) s
      """
    ) { try $0.integers(1).map { $0.map(String.init) } }
    #expect(count == 4001)
  }

  @Test func `timestamps`() throws {
    let count = try each(
      """
      SELECT v, (extract(epoch FROM v) * 1000000)::bigint::text AS t FROM (
        SELECT '2026-01-01'::timestamptz + n * interval '1 hour 0.000001 second' AS v
        FROM generate_series(-300000, 300, 100) n UNION ALL SELECT NULL) s
      """
    ) { try $0.timestamps(1).map { $0.map(String.init) } }
    #expect(count == 3005)
  }

  @Test func `dates`() throws {
    let count = try each(
      "SELECT v, (v - '1970-01-01'::date)::text AS t FROM (SELECT '1960-01-01'::date + n AS v FROM generate_series(1, 9999) n) s"
    ) { try $0.dates(1).map { $0.map(String.init) } }
    #expect(count == 9999)
  }

  @Test func `uuids`() throws {
    let count = try each(
      """
      SELECT v, replace(v::text, '-', '') AS t FROM (
        SELECT md5(n::text)::uuid AS v FROM generate_series(1, 1000) n UNION ALL SELECT NULL) s
      """
    ) {
      try $0.uuids(1).map { uuid in
        uuid.map { value in
          let digits = String(value, radix: 16)
          return String(repeating: "0", count: 32 - digits.count) + digits
        }
      }
    }
    #expect(count == 1001)
  }

  @Test func `short numerics are what the long way makes of them`() throws {
    let session = try TestDatabase.session()
    try session.script("SELECT setseed(0.75)")
    var count = 0
    try session.copyOut(
      """
      COPY (
        SELECT CASE WHEN n % 50 > 0 THEN
          round((random() * 1.2 - 0.1)::numeric * ('1e' || n % 21)::numeric, n % 13) END
        FROM generate_series(1, 20000) n
        UNION ALL SELECT unnest('{0,0.00,10000,0.0001,9999.9999,1.10,100.000,NaN,Infinity,1e15,9223372036854775807,
          9223372036854775808,1000000000000000.0001,12.000000000000000000}'::numeric[])
      ) TO STDOUT (FORMAT binary)
      """
    ) { batch in
      let column = try batch.numerics(0)
      for row in 0..<batch.count {
        let slow = try batch.bytes(row, 0).map { try BinaryFormat.numeric($0) }
        #expect(column[row] == slow)
      }
      count += batch.count
    }
    #expect(count == 20_014)
  }

  @Test func `fields of another width are refused`() throws {
    let session = try TestDatabase.session()
    try session.copyOut("COPY (SELECT 'three') TO STDOUT (FORMAT binary)") { batch in
      let decoders: [() throws -> Void] = [
        { _ = try batch.integers(0) }, { _ = try batch.timestamps(0) }, { _ = try batch.dates(0) },
        { _ = try batch.uuids(0) }, { _ = try batch.numerics(0) },
      ]
      for decode in decoders { #expect(throws: PostgresError.self, performing: decode) }
    }
  }
}
