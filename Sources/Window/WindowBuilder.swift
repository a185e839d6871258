package import Ledger

/// Turns source rows into a ``Window``, keeping apart the rows that break the contract.
///
/// Add relations in the order of ``Relation``: accounts and endpoints first, `fx_rates` before `transactions`.
/// Order within a relation does not matter.
package struct WindowBuilder {
  package private(set) var rejects: [Reject] = []
  /// Sum of the accepted transactions in the reporting currency.
  package private(set) var amountSum: Int128 = 0

  private var window: Window
  private var rates: Rates
  private let future: Instant
  private var words = WordReader()

  /// `future`: rows dated after this instant cannot be true. The window's own end says only what has happened as of the run.
  package init(from: Instant, to: Instant, future: Instant, currency: String, absent: Set<Relation> = []) {
    window = Window(from: from, to: to, currency: currency, absent: absent)
    rates = Rates(reportingCurrency: currency)
    self.future = future
  }

  /// Adds a row of any relation. O(columns) expected.
  package mutating func add(_ row: borrowing some SourceRow, to relation: Relation) {
    do {
      switch relation {
      case .accounts: try addAccount(row)
      case .endpoints: try addEndpoint(row)
      case .transactions: try addTransaction(row)
      case .payoutRequests: try addPayoutRequest(row)
      case .paymentDetailChanges: try addDetailChange(row)
      case .authorisations: try addAuthorisation(row)
      case .fxRates: try addRate(row)
      case .logins: try addLogin(row)
      case .platformEvents: try addPlatformEvent(row)
      }
    } catch {
      let key = relation == .fxRates ? "" : row.string(0) ?? ""
      rejects.append(
        Reject(
          relation: relation, recordID: key, column: error.column, reason: error.reason, value: error.value))
    }
  }

  /// The window, its rows in order: transactions by (booked_at, id), records by (time, id). O(n log n).
  package consuming func finish() -> (window: Window, rejects: [Reject], amountSum: Int128) {
    sortTransactions()
    let known = window
    window.payoutRequests = sorted(
      known.payoutRequests, of: .payoutRequests, by: { ($0.requestedAt, $0.id) }, words: known.words)
    window.detailChanges = sorted(
      known.detailChanges, of: .paymentDetailChanges, by: { ($0.changedAt, $0.id) }, words: known.words)
    window.authorisations = sorted(
      known.authorisations, of: .authorisations, by: { (Instant(micros: 0), $0.id) }, words: known.words)
    window.logins = sorted(
      known.logins, of: .logins, by: { ($0.startedAt, $0.id) }, words: known.words)
    window.platformEvents = sorted(
      known.platformEvents, of: .platformEvents, by: { ($0.at, $0.id) }, words: known.words)
    window.classification = Classification(parties: window.parties.count)
    return (window, rejects, amountSum)
  }

  // MARK: Relations

  private mutating func addAccount(_ row: borrowing some SourceRow) throws(Fault) {
    let columns = Contract.columns(of: .accounts)
    let holderType = try words.read(HolderType.self, row, 1, columns)
    let role = try words.read(AccountRole.self, row, 2, columns)
    let status = try words.read(AccountStatus.self, row, 5, columns)
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

  private mutating func addEndpoint(_ row: borrowing some SourceRow) throws(Fault) {
    let columns = Contract.columns(of: .endpoints)
    guard let kind = try words.read(EndpointKind.self, row, 1, columns) else {
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

  private mutating func addTransaction(_ row: borrowing some SourceRow) throws(Fault) {
    let columns = Contract.columns(of: .transactions)
    guard let key = row.text(0) else { throw Fault(columns[0].name, .nullKey) }
    let bookedAt = try pastInstant(row, 1, columns)
    guard let debtor = try party(row, 2, columns) else { throw Fault(columns[2].name, .nullValue) }
    guard let creditor = try party(row, 3, columns) else { throw Fault(columns[3].name, .nullValue) }
    guard let original = try amount(row, 4, columns) else { throw Fault(columns[4].name, .nullValue) }
    guard let currency = row.string(5) else { throw Fault(columns[5].name, .nullValue) }
    let kind = try words.read(TransactionKind.self, row, 6, columns) ?? .transfer
    let status = try words.read(TransactionStatus.self, row, 7, columns) ?? .settled
    guard let rate = rates.rate(of: currency, on: bookedAt) else {
      throw Fault(columns[5].name, .noRate, currency)
    }
    let money: Money
    do { money = try original.converted(at: rate) } catch {
      throw Fault(columns[4].name, .amountTooLarge, original.description)
    }
    guard money.micros > 0 else { throw Fault(columns[4].name, .amountNotPositive, original.description) }
    window.transactions.id.append(window.transactions.ids.insert(key).text)
    window.transactions.bookedAt.append(bookedAt.micros)
    window.transactions.debtor.append(debtor)
    window.transactions.creditor.append(creditor)
    window.transactions.amount.append(money.micros)
    window.transactions.kind.append(kind)
    window.transactions.status.append(status)
    window.transactions.original.append(original)
    window.transactions.currency.append(window.texts.insert(currency))
    window.transactions.reference.append(text(row, 8))
    window.transactions.authorisation.append(text(row, 9))
    window.transactions.initiator.append(text(row, 10))
    amountSum += Int128(money.micros)
  }

  private mutating func addPayoutRequest(_ row: borrowing some SourceRow) throws(Fault) {
    let columns = Contract.columns(of: .payoutRequests)
    guard let account = try party(row, 1, columns) else { throw Fault(columns[1].name, .nullValue) }
    let requestedAt = try pastInstant(row, 2, columns)
    let endpoint = try party(row, 3, columns)
    let method = try words.read(PayoutMethod.self, row, 4, columns)
    let amount = try amount(row, 8, columns)
    window.payoutRequests.append(
      PayoutRequest(
        id: try key(row, .payoutRequests), account: account, requestedAt: requestedAt, endpoint: endpoint,
        method: method, asset: text(row, 5), network: text(row, 6), address: text(row, 7), amount: amount,
        currency: text(row, 9), status: text(row, 10), message: text(row, 11)))
  }

  private mutating func addDetailChange(_ row: borrowing some SourceRow) throws(Fault) {
    let columns = Contract.columns(of: .paymentDetailChanges)
    guard let account = try party(row, 1, columns) else { throw Fault(columns[1].name, .nullValue) }
    let changedAt = try pastInstant(row, 2, columns)
    guard let field = try words.read(DetailField.self, row, 3, columns) else {
      throw Fault(columns[3].name, .nullValue)
    }
    let endpoint = try party(row, 6, columns)
    window.detailChanges.append(
      DetailChange(
        id: try key(row, .paymentDetailChanges), account: account, changedAt: changedAt, field: field,
        oldValue: text(row, 4), newValue: text(row, 5), endpoint: endpoint, actor: text(row, 7),
        batch: text(row, 8)))
  }

  private mutating func addAuthorisation(_ row: borrowing some SourceRow) throws(Fault) {
    let columns = Contract.columns(of: .authorisations)
    guard let payer = try party(row, 1, columns) else { throw Fault(columns[1].name, .nullValue) }
    let payee = try party(row, 2, columns)
    let kind = try words.read(AuthorisationKind.self, row, 3, columns)
    let limit = try amount(row, 4, columns)
    window.authorisations.append(
      Authorisation(
        id: try key(row, .authorisations), payer: payer, payee: payee, kind: kind, amountLimit: limit,
        currency: text(row, 5), intervalDays: row.integer(6).map { Int($0) }, validFrom: row.instant(7),
        validTo: row.instant(8)))
  }

  private mutating func addRate(_ row: borrowing some SourceRow) throws(Fault) {
    let columns = Contract.columns(of: .fxRates)
    guard let date = row.instant(0) else { throw Fault(columns[0].name, .nullKey) }
    guard let currency = row.string(1) else { throw Fault(columns[1].name, .nullKey) }
    guard let rate = try amount(row, 2, columns) else { throw Fault(columns[2].name, .nullValue) }
    guard rates.add(currency: currency, day: date.dayNumber, rate: rate) else {
      throw Fault(columns[0].name, .duplicateKey, "\(date.date) \(currency)")
    }
  }

  private mutating func addLogin(_ row: borrowing some SourceRow) throws(Fault) {
    let columns = Contract.columns(of: .logins)
    guard let account = try party(row, 1, columns) else { throw Fault(columns[1].name, .nullValue) }
    let startedAt = try pastInstant(row, 2, columns)
    window.logins.append(
      Login(
        id: try key(row, .logins), account: account, startedAt: startedAt, endedAt: row.instant(3),
        ip: text(row, 4), country: text(row, 5), device: text(row, 6),
        remotePort: row.integer(7).map { Int($0) }))
  }

  private mutating func addPlatformEvent(_ row: borrowing some SourceRow) throws(Fault) {
    let columns = Contract.columns(of: .platformEvents)
    let at = try pastInstant(row, 1, columns)
    guard let account = try party(row, 2, columns) else { throw Fault(columns[2].name, .nullValue) }
    let counterparty = try party(row, 3, columns)
    guard let kind = try words.read(PlatformEventKind.self, row, 4, columns) else {
      throw Fault(columns[4].name, .nullValue)
    }
    window.platformEvents.append(
      PlatformEvent(
        id: try key(row, .platformEvents), at: at, account: account, counterparty: counterparty, kind: kind,
        value: text(row, 5), digest: text(row, 6)))
  }

  // MARK: Columns

  private mutating func text(_ row: borrowing some SourceRow, _ column: Int) -> Text {
    guard let bytes = row.text(column) else { return .none }
    return window.texts.insert(bytes).text
  }

  private func pastInstant(
    _ row: borrowing some SourceRow, _ column: Int, _ columns: [ContractColumn]
  ) throws(Fault) -> Instant {
    guard let instant = row.instant(column) else { throw Fault(columns[column].name, .nullValue) }
    if instant > future { throw Fault(columns[column].name, .futureTime, instant.description) }
    return instant
  }

  private func amount(
    _ row: borrowing some SourceRow, _ column: Int, _ columns: [ContractColumn]
  ) throws(Fault) -> ExactDecimal? {
    switch row.number(column) {
    case .null: return nil
    case .notANumber(let text): throw Fault(columns[column].name, .amountNotANumber, text)
    case .value(let value) where value.mantissa <= 0:
      throw Fault(columns[column].name, .amountNotPositive, value.description)
    case .value(let value): return value
    }
  }

  private func party(
    _ row: borrowing some SourceRow, _ column: Int, _ columns: [ContractColumn]
  ) throws(Fault) -> Party? {
    guard let bytes = row.text(column) else { return nil }
    guard let found = window.parties.ids.find(bytes),
      columns[column].references != [.accounts] || window.parties.place[Int(found.index)] >= 0,
      columns[column].references != [.endpoints] || window.parties.place[Int(found.index)] < 0
    else { throw Fault(columns[column].name, .unknownParty, String(decoding: bytes, as: UTF8.self)) }
    return found.index
  }

  private mutating func party(
    keyOf row: borrowing some SourceRow, _ name: String
  ) throws(Fault) -> (party: Party, isNew: Bool) {
    guard let bytes = row.text(0) else { throw Fault(name, .nullKey) }
    let (text, isNew) = window.parties.ids.insert(bytes)
    return (text.index, isNew)
  }

  private mutating func key(_ row: borrowing some SourceRow, _ relation: Relation) throws(Fault) -> Text {
    guard let bytes = row.text(0) else { throw Fault(Contract.columns(of: relation)[0].name, .nullKey) }
    return window.texts.insert(bytes).text
  }

  /// In order of (time, id) without the later rows of a key seen before, which are rejected.
  private mutating func sorted<R>(
    _ rows: [R], of relation: Relation, by order: (R) -> (at: Instant, id: Text), words: (R) -> [String]
  ) -> [R] {
    let texts = window.texts
    var seen: Set<Text> = []
    return rows.sorted { left, right in
      let (one, other) = (order(left), order(right))
      if one.at != other.at { return one.at < other.at }
      return one.id != other.id ? texts.precedes(one.id, other.id) : precedes(words(left), words(right))
    }
    .filter { row in
      let id = order(row).id
      if seen.insert(id).inserted { return true }
      rejects.append(
        Reject(
          relation: relation, recordID: texts[id] ?? "", column: Contract.columns(of: relation)[0].name,
          reason: .duplicateKey))
      return false
    }
  }

  /// Sorts by (booked_at, id), then drops the later rows of a key seen before. Ties are broken by what the rows say, so
  /// which of two rows with one key is used does not depend on the order the warehouse sent them in.
  private mutating func sortTransactions() {
    let known = window
    let unsorted = known.transactions
    var order = Array(0..<unsorted.count)
    order.sort { left, right in
      if unsorted.bookedAt[left] != unsorted.bookedAt[right] {
        return unsorted.bookedAt[left] < unsorted.bookedAt[right]
      }
      if unsorted.id[left] != unsorted.id[right] {
        return unsorted.ids.precedes(unsorted.id[left], unsorted.id[right])
      }
      if unsorted.amount[left] != unsorted.amount[right] {
        return unsorted.amount[left] < unsorted.amount[right]
      }
      return left != right && precedes(known.words(transaction: left), known.words(transaction: right))
    }
    var isUsed = Array(repeating: false, count: unsorted.ids.count)
    order.removeAll { row in
      let key = Int(unsorted.id[row].index)
      defer { isUsed[key] = true }
      if isUsed[key] {
        amountSum -= Int128(unsorted.amount[row])
        rejects.append(
          Reject(
            relation: .transactions, recordID: unsorted.ids[unsorted.id[row]] ?? "", column: "transaction_id",
            reason: .duplicateKey))
      }
      return isUsed[key]
    }
    window.transactions = unsorted.picking(order)
  }
}

/// The first rule a row breaks.
struct Fault: Error {
  let column: String
  let reason: Reject.Reason
  let value: String

  init(_ column: String, _ reason: Reject.Reason, _ value: String = "") {
    self.column = column
    self.reason = reason
    self.value = value
  }
}

/// Reads words of closed sets without making a `String` for each row.
private struct WordReader {
  private var known: [ObjectIdentifier: [(utf8: [UInt8], place: Int)]] = [:]

  mutating func read<W: ContractWord>(
    _ type: W.Type, _ row: borrowing some SourceRow, _ column: Int, _ columns: [ContractColumn]
  ) throws(Fault) -> W? {
    guard let bytes = row.text(column) else { return nil }
    let words =
      known[ObjectIdentifier(type)]
      ?? W.allCases.enumerated().map { (Array($0.element.rawValue.utf8), $0.offset) }
    known[ObjectIdentifier(type)] = words
    guard let match = words.first(where: { $0.utf8.elementsEqual(bytes) }) else {
      throw Fault(columns[column].name, .unknownWord, String(decoding: bytes.prefix(40), as: UTF8.self))
    }
    return W.allCases[W.allCases.index(W.allCases.startIndex, offsetBy: match.place)]
  }
}
