import Ledger
import Postgres
import TestSupport
import Testing
import Warehouse
import Window

@Suite(.enabled(if: TestServer.uri != nil, Comment(rawValue: TestServer.reason)))
struct WindowReaderTests {
  private func read(
    _ database: TestDatabase, from: Instant = Instant(year: 2025, month: 12, day: 1),
    to: Instant = .february(10),
    future: Instant = .february(11)
  ) throws -> WindowReading {
    let session = database.session
    let (faults, types, absent) = try ContractCheck(session: session, schema: "weir_source").structure()
    try #require(faults == [])
    return try session.transaction(.snapshot) {
      try WindowReader(sessions: [session], schema: "weir_source", types: types, absent: absent)
        .read(from: from, to: to, future: future, currency: "USD") { _, _ in }
    }
  }

  /// Every identifier the window holds, in order.
  private func ids(_ window: Window) -> [String] {
    let parties = (0..<window.parties.count).map { window.id(Party($0)) }
    let owners = window.parties.endpoints.map { $0.owner.map { window.id($0) } ?? "-" }
    let table = window.transactions
    let rows = (0..<table.count).map {
      "\(window.transactionID($0)) \(window.id(table.debtor[$0])) \(window.id(table.creditor[$0])) "
        + "\(window.text(table.authorisation[$0]) ?? "-") \(table.initiator($0).map { window.id($0) } ?? "-")"
    }
    let records =
      window.payoutRequests.map { window.text($0.id) } + window.detailChanges.map { window.text($0.id) }
      + window.authorisations.map { window.text($0.id) } + window.logins.map { window.text($0.id) }
      + window.platformEvents.map { window.text($0.id) }
    return parties + owners + rows + records.map { $0 ?? "-" }
  }

  @Test func `good rows are read whole`() throws {
    let reading = try read(TestDatabase.source())
    let window = reading.window
    #expect(reading.rejects == [] && reading.amountSum == 200_500_000)
    #expect(window.transactions.amount == [100_500_000, 100_000_000])
    #expect((0..<2).map { window.transactions.original($0).description } == ["100.50", "80"])
    #expect(window.transactions.status == [.settled, .settled])
    #expect(window.parties.accounts.map(\.role) == [.worker, .client])
    #expect(window.parties.accounts[0].openedAt == Instant(year: 2025, month: 1, day: 1))
    #expect(window.payoutRequests.map(\.amount) == [ExactDecimal("9.5")])
    #expect(window.authorisations.map(\.intervalDays) == [30])
    #expect(window.logins.map { window.text($0.ip) } == ["10.0.0.1"])
    #expect(window.logins.map(\.remotePort) == [443] && window.logins.map(\.endedAt) == [nil])
    #expect(window.platformEvents.map(\.kind) == [.bid])
    #expect(window.platformEvents.map { $0.counterparty.map { window.id($0) } } == ["2"])
    #expect(reading.inputs.map(\.rows) == [2, 1, 2, 1, 1, 1, 1, 1, 1])
    #expect(reading.inputs.map(\.relation) == Relation.allCases)
  }

  @Test func `what nobody looks at is not read`() throws {
    let database = try TestDatabase.source()
    let session = database.session
    let (_, types, absent) = try ContractCheck(session: session, schema: "weir_source").structure()
    let reading = try session.transaction(.snapshot) {
      try WindowReader(
        sessions: [session], schema: "weir_source", types: types, absent: absent,
        unread: [.logins, .platformEvents]
      ).read(from: .february(1), to: .february(10), future: .february(10), currency: "USD") { _, _ in }
    }
    #expect(reading.inputs.map(\.relation) == Relation.allCases.filter { $0 < .logins })
    #expect(reading.window.logins.isEmpty && reading.window.absent.isEmpty)
  }

  /// Only of a table that was analysed the planner knows where to part it.
  @Test(arguments: [2, 3, 7], [true, false])
  func `several sessions read what one reads`(sessions: Int, isAnalysed: Bool) throws {
    let database = try TestDatabase.source()
    try database.run(
      """
      INSERT INTO weir_source.transactions (transaction_id, booked_at, debtor_id, creditor_id, amount, currency)
      SELECT 'n' || n, CASE WHEN n % 97 = 0 THEN NULL WHEN n % 89 = 0 THEN 'infinity'
          ELSE '2025-12-20'::timestamptz + n * interval '7 minutes' END,
        CASE WHEN n % 50 = 0 THEN 'nobody' ELSE '1' END, '2', n % 40, 'USD'
      FROM generate_series(1, 9000) n
      UNION ALL SELECT 'n' || n, '2026-01-05', '1', '2', 5, 'USD' FROM generate_series(1, 9000, 300) n
      """)
    if isAnalysed { try database.run("ANALYZE weir_source.transactions") }
    let alone = try read(database)
    let session = database.session
    let (_, types, absent) = try ContractCheck(session: session, schema: "weir_source").structure()
    let together = try session.sharedSnapshot(
      helpers: sessions - 1, open: { try database.connect() }, remark: { _ in }
    ) { sessions in
      try WindowReader(sessions: sessions, schema: "weir_source", types: types, absent: absent).read(
        from: Instant(year: 2025, month: 12, day: 1), to: .february(10), future: .february(11),
        currency: "USD"
      ) { _, _ in }
    }
    #expect(ids(together.window) == ids(alone.window))
    #expect(together.window.transactions.bookedAt == alone.window.transactions.bookedAt)
    #expect(together.window.transactions.amount == alone.window.transactions.amount)
    #expect(together.rejects == alone.rejects && together.rejects.count > 500)
    #expect(together.amountSum == alone.amountSum)
    #expect(together.inputs.map(\.days) == alone.inputs.map(\.days))
    #expect(together.inputs.map(\.rows) == alone.inputs.map(\.rows))
  }

  @Test func `a helper that cannot be had is done without`() throws {
    let database = try TestDatabase.source()
    var remarks: [String] = []
    let count = try database.session.sharedSnapshot(
      helpers: 3, open: { throw PostgresError(.unreachable, "too many connections") },
      remark: { remarks.append($0) }
    ) { $0.count }
    #expect(count == 1 && remarks.count == 1)
    #expect(remarks[0].contains("1 connections instead of 4") && remarks[0].contains("too many"))
  }

  @Test(arguments: ["varchar(40)", "uuid", "int4", "int8"])
  func `an identifier is the same text whatever its type`(type: String) throws {
    let typed = SourceTables(identifiers: type)
    let database = try TestDatabase.source(typed)
    let window = try read(database).window
    let twin = try TestDatabase()
    try twin.run(SourceTables().creation)
    try twin.run(typed.rows)
    #expect(try ids(window) == ids(read(twin).window))
    #expect(window.party(id: typed.id(3)) != nil)
  }

  @Test(arguments: [
    ["accounts.account_id", "endpoints.account_id", "payout_requests.account_id"], ["endpoints.endpoint_id"],
    ["transactions.transaction_id"], ["transactions.debtor_id", "transactions.authorisation_id"],
    ["transactions.initiated_by"],
    ["payout_requests.endpoint_id", "payment_detail_changes.batch_id"],
  ])
  func `columns of different types point to each other by text`(columns: [String]) throws {
    let types = Dictionary(uniqueKeysWithValues: columns.map { ($0, "int8") })
    let mixed = try read(TestDatabase.source(SourceTables(types: types)))
    #expect(mixed.rejects == [])
    #expect(try ids(mixed.window) == ids(read(TestDatabase.source()).window))
  }

  @Test func `the least and largest integers are identifiers too`() throws {
    let database = try TestDatabase.source(SourceTables(identifiers: "int8"))
    try database.run(
      "INSERT INTO weir_source.accounts (account_id) VALUES (9223372036854775807), (-9223372036854775808), (0)"
    )
    let window = try read(database).window
    #expect(["9223372036854775807", "-9223372036854775808", "0"].allSatisfy { window.party(id: $0) != nil })
  }

  @Test(
    arguments: [
      ("9223372036854.775807", Int64.max, nil), ("0.000001", 1, nil), ("0.0000015", 2, nil),
      ("1.500000000000000000000000000000", 1_500_000, nil), ("1e12", 1_000_000_000_000_000_000, nil),
      ("9223372036854.775808", nil, .amountTooLarge), ("1e30", nil, .amountTooLarge),
      ("1e60", nil, .amountNotANumber),
      ("NaN", nil, .amountNotANumber), ("Infinity", nil, .amountNotANumber),
      ("-Infinity", nil, .amountNotANumber),
      ("0", nil, .amountNotPositive), ("-0.01", nil, .amountNotPositive),
      ("0.0000004", nil, .amountNotPositive),
    ] as [(String, Int64?, Reject.Reason?)])
  func `any numeric is read exactly or rejected`(number: String, micros: Int64?, reason: Reject.Reason?)
    throws
  {
    let database = try TestDatabase.source()
    try database.run(
      "DELETE FROM weir_source.transactions WHERE transaction_id = '11'; UPDATE weir_source.transactions SET amount = '\(number)'"
    )
    let reading = try read(database)
    #expect(reading.window.transactions.amount == [micros].compactMap(\.self))
    #expect(reading.rejects.map(\.reason) == [reason].compactMap(\.self))
    #expect(reading.inputs.first { $0.relation == .transactions }?.rejected == (reason == nil ? 0 : 1))
  }

  @Test func `the window begins at its first instant and ends before its last`() throws {
    let database = try TestDatabase.source()
    try database.run(
      """
      TRUNCATE weir_source.transactions;
      INSERT INTO weir_source.transactions (transaction_id, booked_at, debtor_id, creditor_id, amount, currency)
      SELECT name, at::timestamptz, '1', '2', 1, 'USD' FROM (VALUES
        ('before', '2026-01-31 23:59:59.999999Z'), ('first', '2026-02-01Z'), ('last', '2026-02-09 23:59:59.999999Z'),
        ('end', '2026-02-10Z'), ('clock', '2026-02-11Z'), ('future', '2026-02-11 00:00:00.000001Z'),
        ('never', 'infinity'), ('always', '-infinity'), ('unknown', NULL)) AS row (name, at)
      """)
    let reading = try read(database, from: .february(1))
    #expect(
      (0..<reading.window.transactions.count).map { reading.window.transactionID($0) } == ["first", "last"])
    #expect(
      Set(reading.rejects.map { "\($0.recordID) \($0.reason.rawValue)" })
        == ["future future_time", "never future_time", "unknown null_value"])
    let input = try #require(reading.inputs.first { $0.relation == .transactions })
    #expect(input.rows == 5 && input.rejected == 3)
    #expect(input.days == [Instant.february(1).dayNumber: 1, Instant.february(9).dayNumber: 1])
    #expect(input.newestAt == .february(10) - Span(micros: 1))
  }

  @Test func `infinite dates are read and harm nothing`() throws {
    let database = try TestDatabase.source()
    try database.run(
      """
      UPDATE weir_source.accounts SET closed_at = 'infinity', opened_at = '-infinity';
      INSERT INTO weir_source.fx_rates VALUES ('infinity', 'EUR', 9), ('-infinity', 'EUR', 9), ('5874897-12-31', 'EUR', 9);
      """)
    let reading = try read(database)
    #expect(reading.rejects == [] || reading.rejects.allSatisfy { $0.relation == .fxRates })
    #expect(reading.window.transactions.amount == [100_500_000, 100_000_000])
    #expect(
      reading.window.parties.accounts.map(\.closedAt) == [Instant(micros: .max), Instant(micros: .max)])
  }

  @Test func `words may be enum types and codes char(2)`() throws {
    let types = [
      "transactions.kind": "public.kind", "accounts.country": "char(2)", "transactions.currency": "char(3)",
      "endpoints.bic": "varchar(11)",
    ]
    let database = try TestDatabase()
    try database.run("CREATE TYPE public.kind AS ENUM ('payout', 'charge')")
    try database.run(SourceTables(types: types).creation)
    try database.run(SourceTables().rows)
    let reading = try read(database)
    #expect(reading.rejects == [])
    #expect(reading.window.transactions.kind == [.payout, .transfer])
    #expect(reading.window.country(0) == "US")
  }

  @Test func `rejects of every relation are counted where they belong`() throws {
    let database = try TestDatabase.source()
    try database.run(
      """
      UPDATE weir_source.payout_requests SET method = 'gold';
      INSERT INTO weir_source.accounts (account_id) VALUES (NULL), ('1');
      UPDATE weir_source.payment_detail_changes SET account_id = '3';
      """)
    let reading = try read(database)
    let counts = reading.inputs.filter { $0.rejected > 0 }.map { "\($0.relation.rawValue) \($0.rejected)" }
    #expect(counts == ["accounts 2", "payout_requests 1", "payment_detail_changes 1"])
  }

  @Test func `hostile texts arrive as they are`() throws {
    let database = try TestDatabase.source()
    for (number, text) in hostileTexts.enumerated() {
      _ = try database.session.execute(
        "INSERT INTO weir_source.accounts (account_id, holder_name) VALUES ($1, $2)", ["h\(number)", text])
    }
    let window = try read(database).window
    for (number, text) in hostileTexts.enumerated() {
      let party = try #require(window.party(id: "h\(number)"))
      #expect(window.holderName(party).map { Array($0.utf8) } == Array(text.utf8))
    }
  }
}

/// Texts that break out of quotes, arrays, JSON and lines where somebody forgot to quote them.
let hostileTexts = [
  "", " ", "NULL", "null", "{", "}", "{a,b}", "\"", "\\", "\\\\", "\\\"", "'; DROP TABLE weir.alerts; --",
  "a,b", ",",
  "a\nb", "a\r\nb", "a\tb", "\\N", "\\.", "$1", "%s", "\u{8}\u{c}\u{1}\u{7f}", "名前 🏦👩‍👩‍👧", "e\u{301}", "\u{E9}",
  "\u{FEFF}x",
  "\u{202E}x", "<b>&amp;</b>", "=1+1", "\\u0041",
]
