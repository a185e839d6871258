import Ledger
import TestSupport
import Window

/// A row of cells by column name; a column that is left out is null.
struct Row {
  let relation: Relation
  var cells: [String: String]

  init(_ relation: Relation, _ cells: [String: String]) {
    self.relation = relation
    self.cells = cells
  }

  /// The same row with some cells changed; nil makes a cell null.
  func changed(_ changes: [String: String?]) -> Row {
    var row = self
    for (column, value) in changes { row.cells[column] = value }
    return row
  }
}

/// The instants and rows that tests of the builder begin from.
enum Sample {
  static let from = Instant(year: 2025, month: 12, day: 1)
  static let to = Instant(year: 2026, month: 3, day: 1)
  static let future = Instant(year: 2026, month: 3, day: 2)

  /// One good row of every relation a run reads, in an order in which they can be added.
  static let rows: [Row] = [
    Row(
      .accounts,
      [
        "account_id": "a", "holder_type": "individual", "role": "worker", "holder_name": "A",
        "status": "open",
      ]),
    Row(.accounts, ["account_id": "b"]),
    Row(.endpoints, ["endpoint_id": "e", "kind": "card", "account_id": "a", "bic": "ABCDCNBJ"]),
    Row(.fxRates, ["rate_date": "2026-02-01", "currency": "EUR", "rate": "1.25"]),
    Row(
      .transactions,
      [
        "transaction_id": "t1", "booked_at": "2026-02-03 10:00", "debtor_id": "a", "creditor_id": "e",
        "amount": "8.00", "currency": "EUR", "kind": "payout", "reference": "thanks",
      ]),
    Row(
      .payoutRequests,
      [
        "request_id": "r1", "account_id": "a", "requested_at": "2026-02-03", "endpoint_id": "e",
        "method": "crypto",
        "amount": "5",
      ]),
    Row(
      .paymentDetailChanges,
      [
        "change_id": "c1", "account_id": "a", "changed_at": "2026-02-03", "field": "wallet",
        "endpoint_id": "e",
      ]),
    Row(
      .authorisations,
      [
        "authorisation_id": "h1", "payer_id": "a", "payee_id": "e", "kind": "mandate", "amount_limit": "9",
        "interval_days": "30",
      ]),
    Row(
      .logins,
      [
        "login_id": "l1", "account_id": "a", "started_at": "2026-02-03", "ended_at": "2026-02-04",
        "ip": "192.0.2.1", "country": "US", "device_id": "d", "remote_port": "3389",
      ]),
    Row(
      .platformEvents,
      [
        "event_id": "p1", "at": "2026-02-03", "account_id": "a", "counterparty_id": "b", "kind": "rating",
        "value": "5", "digest": "f00d",
      ]),
  ]

  static func builder(absent: Set<Relation> = []) -> WindowBuilder {
    WindowBuilder(from: from, to: to, future: future, currency: "USD", absent: absent)
  }

  /// A window of `rows`, added in the order of their relations' needs.
  static func build(_ rows: [Row]) -> (window: Window, rejects: [Reject], amountSum: Int128) {
    var builder = builder()
    let order: [Relation] = [
      .accounts, .endpoints, .fxRates, .transactions, .payoutRequests, .paymentDetailChanges, .authorisations,
      .logins, .platformEvents,
    ]
    for relation in order {
      builder.add(RowBatch(rows.filter { $0.relation == relation }.map(\.cells), relation), to: relation)
    }
    return builder.finish()
  }

  /// The good row of a relation.
  static func row(_ relation: Relation) -> Row {
    rows.first { $0.relation == relation } ?? Row(relation, [:])
  }
}

extension Window {
  /// Every row as text, handles and party numbers resolved: equal for windows that say the same.
  var lines: [String] {
    func show(_ texts: Text...) -> String { texts.map { text($0) ?? "null" }.joined(separator: ",") }
    func party(_ party: Party?) -> String { party.map { id($0) } ?? "null" }
    let accounts = parties.accounts.map {
      "account \(id($0.party)) \(String(describing: $0.role)) \(show($0.holderName, $0.country, $0.email))"
    }
    let endpoints = parties.endpoints.map {
      "endpoint \(id($0.party)) \($0.kind) \(party($0.owner)) \(show($0.bic, $0.address))"
    }
    let table = transactions
    let rows = (0..<table.count).map {
      """
      transaction \(transactionID($0)) \(table.bookedAt[$0]) \(id(table.debtor[$0])) \(id(table.creditor[$0])) \
      \(table.amount[$0]) \(table.original($0)) \(table.kind[$0]) \(table.status[$0]) \
      \(table.reference[$0] ?? "null") \(show(table.currency[$0], table.authorisation[$0])) \
      \(table.initiator($0).map { id($0) } ?? "null")
      """
    }
    let requests = payoutRequests.map {
      "request \(show($0.id, $0.message)) \(id($0.account)) \($0.requestedAt) \(party($0.endpoint))"
    }
    let changes = detailChanges.map {
      "change \(show($0.id, $0.oldValue, $0.newValue)) \(id($0.account)) \($0.changedAt) \($0.field)"
    }
    let permits = authorisations.map { "authorisation \(show($0.id)) \(id($0.payer)) \(party($0.payee))" }
    let sessions = logins.map {
      "login \(show($0.id, $0.ip, $0.country, $0.device)) \(id($0.account)) \($0.startedAt) \($0.endedAt?.description ?? "null")"
    }
    let events = platformEvents.map {
      "event \(show($0.id, $0.value, $0.digest)) \(id($0.account)) \(party($0.counterparty)) \($0.at) \($0.kind)"
    }
    return accounts.sorted() + endpoints.sorted() + rows + requests + changes + permits + sessions + events
  }
}
