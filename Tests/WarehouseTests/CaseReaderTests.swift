import Detection
import Ledger
import Postgres
import Reports
import TestSupport
import Testing
import Warehouse

private let first = "0a000000-0000-8000-8000-000000000001"
private let second = "0a000000-0000-8000-8000-000000000002"
private let caseID = "0c000000-0000-8000-8000-000000000001"
private let mergedID = "0c000000-0000-8000-8000-000000000002"

@Suite(.enabled(if: TestServer.uri != nil, Comment(rawValue: TestServer.reason)))
struct CaseReaderTests {
  /// Two alerts on account 1 in one case, which one of them founded and the other's case joined.
  private func database() throws -> TestDatabase {
    let database = try TestDatabase.migrated()
    for (id, severity, amount) in [(first, "medium", 100), (second, "high", 80)] {
      try database.run(
        """
        INSERT INTO weir.alerts VALUES ('\(id)', 'k\(id)', 'd', 1, '1', '\(severity)', 1, 'h\(severity)', '{a,b}', 'who', 'what',
          'when', 'where', 'why', 'how', \(amount), 'USD', 1, 0, '{prc_bank}', '2026-01-01Z', '2026-02-10Z', '2026-02-05Z',
          '2026-02-10Z', 1, 1, 'active', false, '{"n":{"value":7,"unit":"count"}}', '{}', '{}');
        INSERT INTO weir.alert_transactions VALUES ('\(id)', '11', 'payout', NULL, NULL, \(amount), 80, 'EUR',
          '2026-02-04 10:00Z', '1', '3', true, '', '2026-02-05Z');
        INSERT INTO weir.alert_records VALUES ('\(id)', 'logins', '50', '2026-02-01Z', 'a login', '2026-02-05Z');
        """)
    }
    try database.run(
      """
      INSERT INTO weir.cases (case_id, subject_id, severity, priority, headline, amount, alert_count, opened_at, updated_at,
          currency, lead_alert_id, subject_count, signal_families, newest_at)
        VALUES ('\(caseID)', '1', 'critical', 1, 'the case', 100, 2, '2026-02-05Z', '2026-02-10Z', 'USD', '\(second)', 1, '{}',
          '2026-02-04Z');
      INSERT INTO weir.case_alerts VALUES ('\(caseID)', '\(first)', '\(caseID)', NULL, NULL, NULL),
        ('\(caseID)', '\(second)', '\(mergedID)', '2026-02-06Z', '\(caseID)', 'one account');
      """)
    return database
  }

  private func read(_ database: TestDatabase, _ prefix: String) throws -> CaseRecord {
    try CaseReader(session: database.session, schema: "weir_source").read(prefix)
  }

  @Test func `a case is read with everything on it`() throws {
    let record = try read(try database(), caseID)
    #expect(
      record.kind == .case && record.id == caseID && record.headline == "the case"
        && record.severity == .critical)
    #expect(record.alerts.map(\.id) == [second, first])
    #expect(record.alerts[0].measures == ["n": "7"] && record.alerts[0].reasons.map(\.code) == ["a", "b"])
    #expect(record.transactions.count == 1 && record.transactions[0].uses.count == 2)
    #expect(record.transactions[0].original == "EUR 80.00")
    #expect(try CaseFigures(record).total == Money(units: 100), "the larger of what two alerts count of it")
    #expect(record.facts.map(\.ip) == ["10.0.0.1"] && record.facts[0].alertIDs == [first, second])
    #expect(record.parties.map(\.id) == ["1", "3"])
    #expect(record.parties[0].name == "Ann" && record.parties[0].account?.role == .worker)
    #expect(record.parties[1].endpoint?.bic == "ABCDCNBJ" && record.parties[1].jurisdiction == "CN")
    #expect(record.events.map(\.event) == ["opened", "opened"] && record.notRead == [])
    #expect(record.runs.map(\.id) == ["1"])
  }

  @Test func `an id may be the beginning of one, and a merged case leads to the one it joined`() throws {
    let database = try database()
    #expect(try read(database, "0c").id == caseID)
    #expect(try read(database, mergedID).id == caseID)
    #expect(try read(database, mergedID.uppercased()).kind == .case)
    #expect(try read(database, first).kind == .alert)
    #expect(throws: NoSuchCase.self) { try read(database, "0a") }
    #expect(throws: NoSuchCase.self) { try read(database, "f") }
    #expect(throws: NoSuchCase.self) { try read(database, "%") }
  }

  @Test func `who may not read the contract gets the alerts, and is told what is missing`() throws {
    let database = try database()
    try database.run("SET ROLE weir_analyst")
    let record = try read(database, caseID)
    #expect(record.transactions.count == 1 && record.parties.map(\.name) == [nil, nil])
    #expect(record.notRead.count == 1 && record.notRead[0].contains("weir_reader"))
  }

  @Test func `a contract without logins or remarks is read as far as it goes`() throws {
    let database = try database()
    try database.run(
      "DROP TABLE weir_source.logins; ALTER TABLE weir_source.transactions DROP COLUMN reference")
    let record = try read(database, caseID)
    #expect(record.facts[0].ip == nil && record.transactions[0].kind == nil)
    #expect(record.parties[0].name == "Ann")
  }
}
