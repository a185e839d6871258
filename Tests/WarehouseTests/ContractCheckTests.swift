import Ledger
import Postgres
import TestSupport
import Testing
import Warehouse
import Window

@Suite(.enabled(if: TestServer.uri != nil, Comment(rawValue: TestServer.reason)))
struct ContractCheckTests {
  private func faults(
    _ database: TestDatabase, currency: String = "USD", clock: Instant = .february(6)
  ) throws -> [ContractFault] {
    try ContractCheck(session: database.session, schema: "weir_source")
      .all(currency: currency, clock: clock, freshWithin: .days(3))
  }

  /// A copy of the good source, made once.
  private func source() throws -> TestDatabase {
    let template = try TestDatabase.template("source") { session in
      try session.script(SourceTables().creation)
      try session.script(SourceTables().rows)
    }
    return try TestDatabase(template: template)
  }

  @Test func `good rows have no faults`() throws {
    #expect(try faults(source()).map(\.sentence) == [])
  }

  @Test func `the printed skeleton keeps the contract, and names every column of it`() throws {
    let database = try TestDatabase()
    try database.run(SQL.text("contract/skeleton"))
    let (faults, types, absent) = try ContractCheck(session: database.session, schema: "weir_source")
      .structure()
    #expect(faults == [])
    #expect(absent == [])
    for relation in Relation.allCases {
      #expect(types[relation].map { Set($0.keys) } == Set(Contract.columns(of: relation).map(\.name)))
    }
    #expect(try self.faults(database).map(\.problem) == [.empty])
  }

  @Test(arguments: BrokenContract.structures + BrokenContract.rows)
  func `a broken contract is told in one sentence that names the place`(broken: BrokenContract) throws {
    let database = try source()
    try database.run(broken.sql)
    let sentences = try faults(database).filter { !$0.isWarning }.map(\.sentence)
    let meant = sentences.filter { $0.hasPrefix("\(broken.place): ") }
    #expect(meant.count == 1, "\(sentences)")
    for words in broken.says {
      #expect(meant.first?.contains(words) == true, "'\(words)' in \(sentences)")
    }
  }

  @Test func `a break in one place is told once and not everywhere`() throws {
    let database = try source()
    try database.run("UPDATE weir_source.transactions SET amount = -1, kind = 'gift'")
    let faults = try faults(database)
    #expect(faults.map(\.column) == ["amount", "kind"])
    #expect(faults.map(\.sentence).allSatisfy { $0.contains("2 rows (for example 10)") })
    #expect(faults.allSatisfy { !$0.isStructural && !$0.isWarning })
  }

  @Test func `without fx_rates a foreign currency is a fault, and optional relations may be absent`() throws {
    let absent: Set<Relation> = [.fxRates, .logins, .platformEvents, .payoutRequests, .paymentDetailChanges]
    let database = try TestDatabase.source(SourceTables(absent: absent))
    let check = ContractCheck(session: database.session, schema: "weir_source")
    #expect(try check.structure().absent == absent)
    let sentences = try faults(database).map(\.sentence)
    #expect(sentences.count == 1)
    #expect(sentences.first?.hasPrefix("weir_source.transactions.currency: 1 row (for example 11)") == true)
    #expect(try faults(database, currency: "EUR").map(\.sentence).first?.contains("for example 10") == true)
  }

  @Test func `empty and stale tables are worth a word and break nothing`() throws {
    let database = try source()
    let stale = try faults(database, clock: .february(20))
    #expect(stale.map(\.isWarning) == [true])
    #expect(
      stale.first?.sentence.contains(
        "weir_source.transactions.booked_at: the newest transaction is from 2026-02-04") == true)
    try database.run("TRUNCATE weir_source.transactions")
    #expect(try faults(database).map(\.problem) == [.empty])
  }

  @Test(arguments: [
    ("REVOKE USAGE ON SCHEMA weir_source FROM weir_reader", "weir_source: no right to read"),
    (
      "REVOKE SELECT ON weir_source.transactions FROM weir_reader",
      "weir_source.transactions: no right to read"
    ),
  ])
  func `a missing right is told as such`(sql: String, place: String) throws {
    let database = try TestDatabase.migrated()
    try database.run(sql)
    try database.run("SET ROLE weir_job")
    let sentences = try faults(database).map(\.sentence)
    #expect(sentences.count == 1)
    #expect(sentences.first?.hasPrefix(place) == true)
    #expect(sentences.first?.contains("GRANT USAGE") == true)
  }

  @Test(arguments: ["text", "varchar(40)", "uuid", "int4", "int8"])
  func `every permitted type of identifier passes`(type: String) throws {
    #expect(try faults(TestDatabase.source(SourceTables(identifiers: type))).map(\.sentence) == [])
  }

  @Test func `words may be enum types, countries char(2), and a schema any name`() throws {
    var source = SourceTables(types: [
      "transactions.status": "public.standing", "transactions.currency": "char(3)",
      "accounts.country": "char(2)",
    ])
    source.schema = "\"Odd \"\"Name\""
    let database = try TestDatabase()
    try database.run("CREATE TYPE public.standing AS ENUM ('settled', 'failed')")
    try database.run(source.creation)
    try database.run(source.rows)
    let faults = try ContractCheck(session: database.session, schema: "Odd \"Name")
      .all(currency: "USD", clock: .february(6), freshWithin: .days(3))
    #expect(faults.map(\.sentence) == [])
  }
}
