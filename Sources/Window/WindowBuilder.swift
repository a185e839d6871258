package import Ledger

/// Turns batches of source rows into a ``Window``, keeping apart the rows that break the contract.
///
/// Add relations in the order of ``Relation``: accounts and endpoints first, `fx_rates` before `transactions`.
/// Order within a relation does not matter.
package struct WindowBuilder: Sendable {
  /// Those of the transactions; taken out, they can be added to on another thread.
  package var transactions: TransactionBuilder
  /// In the order met.
  private var rejects: [Reject] = []
  private var window: Window
  private var rates: Rates
  private let future: Instant
  private let words = ContractWords()
  /// What was read of the batch at hand.
  private var read = BatchColumns()
  private var areOrdered = false

  /// `future`: rows dated after this instant cannot be true. The window's own end says only what has happened as of the run.
  package init(from: Instant, to: Instant, future: Instant, currency: String, absent: Set<Relation> = []) {
    window = Window(from: from, to: to, currency: currency, absent: absent)
    transactions = TransactionBuilder(currency: currency)
    rates = Rates(reportingCurrency: currency)
    self.future = future
  }

  /// Adds rows of any relation. O(rows · columns) expected.
  package mutating func add(_ batch: RowBatch, to relation: Relation) {
    if relation == .transactions { return transactions.add(transactionReader.read(batch)) }
    read = BatchColumns(batch, of: relation, parties: window.parties, texts: &window.texts)
    for row in 0..<batch.count { add(SourceRow(batch: batch, row: row), to: relation) }
  }

  /// What transactions are read with, once parties and rates have been added; on any thread.
  package var transactionReader: TransactionReader {
    TransactionReader(parties: window.parties, rates: rates, future: future, currency: window.currency)
  }

  private mutating func add(_ row: SourceRow, to relation: Relation) {
    do throws(Fault) {
      switch relation {
      case .accounts: try addAccount(row)
      case .endpoints: try addEndpoint(row)
      case .transactions: break
      case .payoutRequests: try addPayoutRequest(row)
      case .paymentDetailChanges: try addDetailChange(row)
      case .authorisations: try addAuthorisation(row)
      case .fxRates: try addRate(row)
      case .logins: try addLogin(row)
      case .platformEvents: try addPlatformEvent(row)
      }
    } catch {
      rejects.append(Reject(relation, relation == .fxRates ? "" : row.string(0) ?? "", error))
    }
  }

  /// The window so far, without its transactions.
  package var parties: Window { window }

  /// Puts the records in order by (time, id), without the later rows of a key. Call it once nothing but transactions is to
  /// come: then it can be done while these are read. O(n log n) at worst, near O(n) when rows come nearly in order of time.
  package mutating func orderRecords() {
    if areOrdered { return }
    areOrdered = true
    rejects += window.orderRecords()
  }

  /// The window, its rows in order: transactions by (booked_at, id), records by (time, id); the rejects by relation and key;
  /// and the sum of the transactions in the reporting currency. O(n log n) at worst; near O(n) when rows come nearly in
  /// order of time.
  package mutating func finish() -> (window: Window, rejects: [Reject], amountSum: Int128) {
    orderRecords()
    let gathered = transactions.finish(&window.texts)
    window.transactions = gathered.columns
    rejects += transactions.rejects
    var amountSum = transactions.amountSum
    let dropped = window.repeatedTransactions(gathered.repeats)
    for row in dropped {
      amountSum -= Int128(window.transactions.amount[row])
      rejects.append(
        Reject(
          relation: .transactions, recordID: window.transactionID(row), column: "transaction_id",
          reason: .duplicateKey))
    }
    if let first = dropped.first { window.transactions.drop(Set(dropped), from: first) }
    window.classification = Classification(parties: window.parties.count)
    return (window, rejects.sorted(), amountSum)
  }

  // MARK: Relations

  private mutating func addAccount(_ row: SourceRow) throws(Fault) {
    let columns = read.columns
    let holderType = try words.holderType.read(row, 1, columns)
    let role = try words.role.read(row, 2, columns)
    let status = try words.accountStatus.read(row, 5, columns)
    let (party, isNew) = try party(keyOf: row, columns[0].name)
    let account = Account(
      party: party, holderType: holderType, role: role, holderName: text(row, 3), country: text(row, 4),
      status: status, openedAt: row.instant(6), verifiedAt: row.instant(7), closedAt: row.instant(8),
      email: text(row, 9), phone: text(row, 10))
    guard isNew else {
      let place = Int(window.parties.place[Int(party)])
      if place >= 0, precedes(window.words(account), window.words(window.parties.accounts[place])) {
        window.parties.accounts[place] = account
      }
      throw Fault(columns[0].name, .duplicateKey)
    }
    window.parties.place.append(Int32(window.parties.accounts.count))
    window.parties.accounts.append(account)
  }

  private mutating func addEndpoint(_ row: SourceRow) throws(Fault) {
    let columns = read.columns
    guard let kind = try words.endpointKind.read(row, 1, columns) else {
      throw Fault(columns[1].name, .nullValue)
    }
    let owner = try party(row, 2, columns)
    let (party, isNew) = try party(keyOf: row, columns[0].name)
    let endpoint = Endpoint(
      party: party, kind: kind, owner: owner, holderName: text(row, 3), institutionName: text(row, 4),
      bic: text(row, 5), clearingCode: text(row, 6), accountNumber: text(row, 7), cardPrefix: text(row, 8),
      country: text(row, 9), network: text(row, 10), address: text(row, 11), addedAt: row.instant(12))
    guard isNew else {
      let place = Int(-1 - window.parties.place[Int(party)])
      if place >= 0, precedes(window.words(endpoint), window.words(window.parties.endpoints[place])) {
        window.parties.endpoints[place] = endpoint
      }
      throw Fault(columns[0].name, .duplicateKey)
    }
    window.parties.place.append(-1 - Int32(window.parties.endpoints.count))
    window.parties.endpoints.append(endpoint)
  }

  private mutating func addPayoutRequest(_ row: SourceRow) throws(Fault) {
    let columns = read.columns
    guard let account = try party(row, 1, columns) else { throw Fault(columns[1].name, .nullValue) }
    let requestedAt = try pastInstant(row, 2, columns)
    let endpoint = try party(row, 3, columns)
    let method = try words.method.read(row, 4, columns)
    let amount = try amount(row, 8, columns)
    window.payoutRequests.append(
      PayoutRequest(
        id: try key(row), account: account, requestedAt: requestedAt, endpoint: endpoint,
        method: method, asset: text(row, 5), network: text(row, 6), address: text(row, 7), amount: amount,
        currency: text(row, 9), status: text(row, 10), message: text(row, 11)))
  }

  private mutating func addDetailChange(_ row: SourceRow) throws(Fault) {
    let columns = read.columns
    guard let account = try party(row, 1, columns) else { throw Fault(columns[1].name, .nullValue) }
    let changedAt = try pastInstant(row, 2, columns)
    guard let field = try words.field.read(row, 3, columns) else {
      throw Fault(columns[3].name, .nullValue)
    }
    let endpoint = try party(row, 6, columns)
    window.detailChanges.append(
      DetailChange(
        id: try key(row), account: account, changedAt: changedAt, field: field,
        oldValue: text(row, 4), newValue: text(row, 5), endpoint: endpoint, actor: text(row, 7),
        batch: text(row, 8)))
  }

  private mutating func addAuthorisation(_ row: SourceRow) throws(Fault) {
    let columns = read.columns
    guard let payer = try party(row, 1, columns) else { throw Fault(columns[1].name, .nullValue) }
    let payee = try party(row, 2, columns)
    let kind = try words.authorisationKind.read(row, 3, columns)
    let limit = try amount(row, 4, columns)
    window.authorisations.append(
      Authorisation(
        id: try key(row), payer: payer, payee: payee, kind: kind, amountLimit: limit,
        currency: text(row, 5), intervalDays: row.integer(6).map { Int($0) }, validFrom: row.instant(7),
        validTo: row.instant(8)))
  }

  private mutating func addRate(_ row: SourceRow) throws(Fault) {
    let columns = read.columns
    guard let date = row.instant(0) else { throw Fault(columns[0].name, .nullKey) }
    guard let currency = row.string(1) else { throw Fault(columns[1].name, .nullKey) }
    guard let rate = try amount(row, 2, columns) else { throw Fault(columns[2].name, .nullValue) }
    guard rates.add(currency: currency, day: date.dayNumber, rate: rate) else {
      throw Fault(columns[0].name, .duplicateKey, "\(date.date) \(currency)")
    }
  }

  private mutating func addLogin(_ row: SourceRow) throws(Fault) {
    let columns = read.columns
    guard let account = try party(row, 1, columns) else { throw Fault(columns[1].name, .nullValue) }
    let startedAt = try pastInstant(row, 2, columns)
    window.logins.append(
      Login(
        id: try key(row), account: account, startedAt: startedAt, endedAt: row.instant(3),
        ip: text(row, 4), country: text(row, 5), device: text(row, 6),
        remotePort: row.integer(7).map { Int($0) }))
  }

  private mutating func addPlatformEvent(_ row: SourceRow) throws(Fault) {
    let columns = read.columns
    let at = try pastInstant(row, 1, columns)
    guard let account = try party(row, 2, columns) else { throw Fault(columns[2].name, .nullValue) }
    let counterparty = try party(row, 3, columns)
    guard let kind = try words.eventKind.read(row, 4, columns) else {
      throw Fault(columns[4].name, .nullValue)
    }
    window.platformEvents.append(
      PlatformEvent(
        id: try key(row), at: at, account: account, counterparty: counterparty, kind: kind,
        value: text(row, 5), digest: text(row, 6)))
  }

  // MARK: Columns

  private func text(_ row: SourceRow, _ column: Int) -> Text { read.texts[column][row.row] }

  private func pastInstant(
    _ row: SourceRow, _ column: Int, _ columns: [ContractColumn]
  ) throws(Fault) -> Instant {
    guard let instant = row.instant(column) else { throw Fault(columns[column].name, .nullValue) }
    if instant > future { throw Fault(columns[column].name, .futureTime, instant.description) }
    return instant
  }

  private func amount(
    _ row: SourceRow, _ column: Int, _ columns: [ContractColumn]
  ) throws(Fault) -> ExactDecimal? {
    try row.number(column).positive(columns[column].name)
  }

  private func party(
    _ row: SourceRow, _ column: Int, _ columns: [ContractColumn]
  ) throws(Fault) -> Party? {
    let party = read.parties[column][row.row]
    if party == BatchColumns.unknown {
      throw Fault(columns[column].name, .unknownParty, row.string(column) ?? "")
    }
    return party == BatchColumns.null ? nil : party
  }

  private mutating func party(
    keyOf row: SourceRow, _ name: String
  ) throws(Fault) -> (party: Party, isNew: Bool) {
    guard let (key, bytes) = row.key(0) else { throw Fault(name, .nullKey) }
    let (text, isNew) = window.parties.ids.insert(key, in: bytes, isIdentifier: true)
    return (text.index, isNew)
  }

  private func key(_ row: SourceRow) throws(Fault) -> Text {
    let text = text(row, 0)
    if text.isNone { throw Fault(read.columns[0].name, .nullKey) }
    return text
  }
}
