import Alerts
import Detection
import Ledger
import Postgres
import TestSupport
import Testing
import Warehouse

@Suite(.enabled(if: TestServer.uri != nil, Comment(rawValue: TestServer.reason)))
struct CaseStoreTests {
  /// The id of alert `number`.
  static func id(_ number: Int) -> String { "00000000-0000-8000-8000-00000000000\(number)" }

  /// An alert with one counted transaction, shared or its own, and a context row.
  static func alert(
    _ number: Int, seen: Int = 1, amount: Int = 100, transaction: String? = nil, maturity: String = "active"
  ) -> String {
    """
    INSERT INTO weir.alerts VALUES ('\(id(number))', 'k\(number)', 'd', 1, 's\(number)', 'medium', 50, 'h\(number)', '{x}',
      '', '', '', '', '', '', \(amount), 'USD', 1, 0, '{}', '2026-01-01Z', '2026-02-0\(seen)Z', '2026-02-0\(seen)Z',
      '2026-02-0\(seen)Z', 1, 1, '\(maturity)', false, '{}', '{}', '{}');
    INSERT INTO weir.alert_transactions VALUES
      ('\(id(number))', '\(transaction ?? "t\(number)")', 'charge', NULL, NULL, \(amount), 1, 'USD', '2026-01-2\(seen)Z',
        'a', 'b', true, '', '2026-02-0\(seen)Z'),
      ('\(id(number))', 'c\(number)', 'context', NULL, NULL, 7, 1, 'USD', '2026-01-01Z', 'a', 'b', false, '',
        '2026-02-0\(seen)Z');
    """
  }

  private func tie(_ number: Int, _ value: String, _ seen: Int, sharedBy: Int? = 0) -> Tie {
    Tie(
      alertID: Self.id(number), kind: .party, value: value, firstSeenAt: .february(seen), sharedBy: sharedBy)
  }

  /// What a run does after it wrote its alerts: groups all, writes all.
  private func group(_ database: TestDatabase) throws {
    let store = CaseStore(session: database.session)
    try database.session.transaction(.readWrite) {
      let members = try store.members().map(\.alert)
      let grouping = CaseGrouping(
        firstSeenAt: Dictionary(uniqueKeysWithValues: members.map { ($0.alertID, $0.firstSeenAt) }),
        ties: try store.ties())
      let whole = Dictionary(
        uniqueKeysWithValues: try store.withEvidence(members).map { ($0.alertID, $0) })
      try store.write(
        grouping.cases.values.map { ids in
          Case(ids.compactMap { whole[$0] }, joinedAt: .february(1), signals: [:])
        },
        grouping.cases.flatMap { founder, ids in
          ids.map { CaseMembership(alertID: $0, founder: founder, joining: grouping.joinings[$0]) }
        })
    }
  }

  @Test func `two cases that meet become one, and both their ids still lead there`() throws {
    let database = try TestDatabase.migrated()
    try database.run(Self.alert(1, seen: 2) + Self.alert(2, seen: 1) + Self.alert(3, seen: 3))
    let store = CaseStore(session: database.session)
    try store.write([tie(1, "E", 2)])
    try group(database)
    let before = try database.column("SELECT case_id FROM weir.cases ORDER BY opened_at")
    #expect(before.count == 3)
    try store.write([tie(2, "E", 4)])
    try group(database)
    #expect(
      try database.column("SELECT case_id FROM weir.cases ORDER BY opened_at") == [before[0], before[2]])
    for old in before.prefix(2) {
      #expect(
        try database.column("SELECT case_id FROM weir.case_alerts WHERE own_case_id = '\(old)'") == [
          before[0]
        ])
    }
    #expect(
      try database.column(
        "SELECT concat_ws(' ', merged_case_id, merged_at::date, into_case_id, because, case_id) FROM weir.case_merges"
      )
        == ["\(before[1]) 2026-02-04 \(before[0]) both lead to E \(before[0])"])
  }

  @Test func `an alert that comes into a case is no merge`() throws {
    let database = try TestDatabase.migrated()
    try database.run(Self.alert(1, seen: 1) + Self.alert(2, seen: 3))
    try CaseStore(session: database.session).write([tie(1, "E", 1), tie(2, "E", 3)])
    try group(database)
    #expect(try database.column("SELECT alert_count FROM weir.cases") == ["2"])
    #expect(try database.column("SELECT count(*) FROM weir.case_merges") == ["0"])
    #expect(try database.column("SELECT count(*) FROM weir.case_alerts WHERE joined_at IS NOT NULL") == ["1"])
  }

  @Test func `a transaction of two alerts counts once in their case`() throws {
    let database = try TestDatabase.migrated()
    try database.run(
      Self.alert(1, amount: 100, transaction: "t") + Self.alert(2, amount: 70, transaction: "t"))
    try CaseStore(session: database.session).write([tie(1, "E", 1), tie(2, "E", 1)])
    try group(database)
    #expect(
      try database.column("SELECT amount || ' ' || currency || ' ' || newest_at::date FROM weir.cases")
        == ["100.000000 USD 2026-01-21"])
  }

  @Test func `hubs and shadow alerts make no case`() throws {
    let database = try TestDatabase.migrated()
    try database.run(Self.alert(1) + Self.alert(2) + Self.alert(3, maturity: "shadow"))
    let store = CaseStore(session: database.session)
    try store.write([1, 2].map { tie($0, "exchange", 1, sharedBy: Tie.crowdLimit + 1) })
    try store.write([1, 2].map { tie($0, "unknown", 1, sharedBy: nil) } + [tie(1, "E", 1), tie(3, "E", 1)])
    try group(database)
    #expect(try database.column("SELECT alert_count FROM weir.cases") == ["1", "1"])
    // What once is in a case stays in it.
    try database.run("UPDATE weir.alerts SET maturity = 'shadow' WHERE alert_id = '\(Self.id(2))'")
    try group(database)
    #expect(try database.column("SELECT alert_count FROM weir.cases") == ["1", "1"])
  }

  @Test func `writing again changes nothing`() throws {
    let database = try TestDatabase.migrated()
    try database.run(Self.alert(1) + Self.alert(2))
    try CaseStore(session: database.session).write([tie(1, "E", 1), tie(2, "E", 1)])
    let dump =
      "SELECT to_jsonb(c)::text FROM weir.cases c UNION ALL SELECT to_jsonb(a)::text FROM weir.case_alerts a ORDER BY 1"
    try group(database)
    let before = try database.column(dump)
    try group(database)
    #expect(try database.column(dump) == before)
    #expect(before.count == 3)
  }

  @Test func `ties are dated earlier, never later`() throws {
    let database = try TestDatabase.migrated()
    try database.run(Self.alert(1))
    let store = CaseStore(session: database.session)
    try store.write([tie(1, "E", 4, sharedBy: 3)])
    try store.write([tie(1, "E", 6, sharedBy: 9)])
    #expect(try store.ties(of: [Self.id(1)]) == [tie(1, "E", 4, sharedBy: 3)])
    try store.write([tie(1, "E", 2, sharedBy: nil)])
    #expect(try store.ties(of: [Self.id(1)]) == [tie(1, "E", 2, sharedBy: nil)])
  }

  @Test(arguments: [
    "DELETE FROM weir.cases", "TRUNCATE weir.cases CASCADE", "DELETE FROM weir.case_alerts",
    "TRUNCATE weir.case_alerts",
    "DELETE FROM weir.alert_ties", "TRUNCATE weir.alert_ties",
    "UPDATE weir.alert_ties SET first_seen_at = '2030-01-01Z'",
  ])
  func `nobody takes a case or a tie away, the superuser included`(sql: String) throws {
    let database = try TestDatabase.migrated()
    try database.run(Self.alert(1))
    try CaseStore(session: database.session).write([tie(1, "E", 1)])
    try group(database)
    #expect(database.refusal(sql)?.sqlState == "23001", "\(sql)")
  }
}
