import Ledger
import Postgres
import Reports

extension CaseReader {
  /// Adds what the contract says of the case's parties, transactions and logins, as far as this login may read it.
  func addSource(to record: inout CaseRecord) throws {
    let readable = try readableRelations(&record)
    try useContract(session, schema: schema)
    let ids = Set(
      record.transactions.flatMap { [$0.debtorID, $0.creditorID] } + record.alerts.map(\.subjectID)
        + record.facts.filter { [.accounts, .endpoints].contains($0.relation) }.map(\.id))
    var endpoints: [CaseParty] = []
    if readable.contains(.endpoints) { endpoints = try self.endpoints(ids) }
    var accounts: [CaseParty] = []
    if readable.contains(.accounts) {
      accounts = try self.accounts(ids.union(endpoints.compactMap { $0.endpoint?.accountID }))
    }
    let known = Set((accounts + endpoints).map(\.id))
    let unknown = ids.subtracting(known).map { CaseParty(id: $0) }
    record.parties = (accounts + endpoints + unknown).sorted {
      $0.id.utf8.lexicographicallyPrecedes($1.id.utf8)
    }
    if readable.contains(.transactions) { try addRemarks(to: &record) }
    if readable.contains(.logins) { try addAddresses(to: &record) }
  }

  /// The relations that are there, whole, and may be read; the others are noted in `notRead`.
  private func readableRelations(_ record: inout CaseRecord) throws -> Set<Relation> {
    let (faults, types, _) = try ContractCheck(session: session, schema: schema).structure()
    let broken = Set(faults.compactMap(\.relation))
    if faults.contains(where: { $0.relation == nil }) || !broken.isDisjoint(with: [.accounts, .endpoints]) {
      record.notRead.append(
        "Names, countries and account details are missing: this login may not read all of the schema \(schema). "
          + "A member of weir_reader may.")
    }
    if faults.contains(where: { $0.relation == nil }) { return [] }
    return Set(types.keys).subtracting(broken)
  }

  private func accounts(_ ids: Set<String>) throws -> [CaseParty] {
    let rows = try session.execute(SQL.text("queries/case_accounts"), [textArray(ids.sorted())])
    return try distinct(rows).map { row in
      CaseParty(
        id: rows[row, 0] ?? "", name: rows[row, 3], country: rows[row, 4],
        account: CaseParty.Account(
          holderType: rows[row, 1].flatMap(HolderType.init(rawValue:)),
          role: rows[row, 2].flatMap(AccountRole.init(rawValue:)),
          status: rows[row, 5].flatMap(AccountStatus.init(rawValue:)),
          openedAt: try rows[row, 6].flatMap(Self.instant), closedAt: try rows[row, 7].flatMap(Self.instant),
          email: rows[row, 8], phone: rows[row, 9]))
    }
  }

  private func endpoints(_ ids: Set<String>) throws -> [CaseParty] {
    let rows = try session.execute(SQL.text("queries/case_endpoints"), [textArray(ids.sorted())])
    return distinct(rows).map { row in
      CaseParty(
        id: rows[row, 0] ?? "", name: rows[row, 3], country: rows[row, 8],
        endpoint: CaseParty.Endpoint(
          kind: rows[row, 1].flatMap(EndpointKind.init(rawValue:)), accountID: rows[row, 2],
          institution: rows[row, 4],
          bic: rows[row, 5], clearingCode: rows[row, 6], accountNumber: rows[row, 7], network: rows[row, 9],
          address: rows[row, 10]))
    }
  }

  private func addRemarks(to record: inout CaseRecord) throws {
    guard let first = record.transactions.first?.bookedAt, let last = record.transactions.last?.bookedAt
    else { return }
    let rows = try session.execute(
      SQL.text("queries/case_transactions"),
      [textArray(record.transactions.map(\.id)), first.description, last.description])
    let places = Dictionary(record.transactions.enumerated().map { ($1.id, $0) }, uniquingKeysWith: min)
    for row in distinct(rows) {
      guard let place = rows[row, 0].flatMap({ places[$0] }) else { continue }
      record.transactions[place].kind = rows[row, 1].flatMap(Ledger.TransactionKind.init(rawValue:))
      record.transactions[place].reference = rows[row, 2]
    }
  }

  private func addAddresses(to record: inout CaseRecord) throws {
    let ids = record.facts.filter { $0.relation == .logins }.map(\.id)
    if ids.isEmpty { return }
    let rows = try session.execute(SQL.text("queries/case_logins"), [textArray(ids)])
    let addresses = Dictionary(
      (0..<rows.count).map { (rows[$0, 0] ?? "", rows[$0, 1]) }, uniquingKeysWith: { first, _ in first })
    for place in record.facts.indices where record.facts[place].relation == .logins {
      record.facts[place].ip = addresses[record.facts[place].id] ?? nil
    }
  }

  /// Rows whose first cell was not seen before: a key met twice breaks the contract, and the first row stands.
  private func distinct(_ rows: Rows) -> [Int] {
    var seen: Set<String> = []
    return (0..<rows.count).filter { row in rows[row, 0].map { seen.insert($0).inserted } ?? false }
  }

  /// An instant of the warehouse; nil for `infinity`.
  private static func instant(_ text: String) throws -> Instant? {
    text.hasSuffix("infinity") ? nil : try Instant(timestamp: text)
  }
}
