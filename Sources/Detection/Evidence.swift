package import Ledger
package import Window

/// What a transaction shows in an alert. Raw values are stored in `alert_transactions.role`.
package enum EvidenceRole: String, CaseIterable, Sendable {
  /// A payment of the subject of which a part reached a sink, or was somebody else's money passed on; `amount` is that
  /// part. Counts in the alert's amount.
  case routed
  /// One step of a route; `amount` is what the route carried through it.
  case hop
  /// A charge on a payer's account. Counts.
  case charge
  /// A payout to the payee. Counts.
  case payout
  /// A payment to or from the subject that should not have been made, whatever it was for. Counts.
  case dealing
  /// Shown for understanding, such as the last payout to the old detail.
  case context

  /// Whether the amounts of these rows add up to the alert's amount.
  package var counts: Bool { self != .hop && self != .context }
}

/// A transaction as evidence, in the form it is stored: readable when the window is gone.
package struct TransactionEvidence: Sendable, Hashable {
  package var transactionID: String
  package var role: EvidenceRole
  /// Names the route a `hop` belongs to: the route's transaction ids joined by `>`; empty for other roles.
  package var route: String
  /// 1 for the subject's own payment, then counting towards the sink; nil off a route.
  package var hop: Int?
  /// What this row says about the reporting currency (see ``EvidenceRole``).
  package var amount: Money
  package var amountOriginal: ExactDecimal
  package var currencyOriginal: String
  package var bookedAt: Instant
  package var debtorID: String
  package var creditorID: String

  /// The whole amount of a transaction, or `amount` of it.
  package init(
    row: Int, of window: Window, role: EvidenceRole, amount: Money? = nil, route: String = "", hop: Int? = nil
  ) {
    let table = window.transactions
    transactionID = window.transactionID(row)
    self.role = role
    self.route = route
    self.hop = hop
    self.amount = amount ?? Money(micros: table.amount[row])
    amountOriginal = table.original(row)
    currencyOriginal = window.text(table.currency[row]) ?? window.currency
    bookedAt = Instant(micros: table.bookedAt[row])
    debtorID = window.id(table.debtor[row])
    creditorID = window.id(table.creditor[row])
  }

  /// As read back from the alert tables.
  package init(
    transactionID: String, role: EvidenceRole, route: String, hop: Int?, amount: Money,
    amountOriginal: ExactDecimal,
    currencyOriginal: String, bookedAt: Instant, debtorID: String, creditorID: String
  ) {
    self.transactionID = transactionID
    self.role = role
    self.route = route
    self.hop = hop
    self.amount = amount
    self.amountOriginal = amountOriginal
    self.currencyOriginal = currencyOriginal
    self.bookedAt = bookedAt
    self.debtorID = debtorID
    self.creditorID = creditorID
  }
}

/// Evidence that is not a transaction: a request, a change of details, an account.
package struct RecordEvidence: Sendable, Hashable {
  package var relation: Relation
  package var recordID: String
  package var at: Instant
  /// One sentence without full account numbers.
  package var summary: String

  package init(relation: Relation, recordID: String, at: Instant, summary: String) {
    self.relation = relation
    self.recordID = recordID
    self.at = at
    self.summary = summary
  }
}

/// A figure behind a judgement, with its unit.
package struct Measure: Sendable, Hashable {
  package let unit: Parameter.Unit
  /// In the unit's integers: micro-units, microseconds, per mille or a count.
  package let value: Int64

  package static func count(_ value: Int) -> Measure { Measure(unit: .count, value: Int64(value)) }
  package static func money(_ value: Money) -> Measure { Measure(unit: .money, value: value.micros) }
  package static func duration(_ value: Span) -> Measure { Measure(unit: .duration, value: value.micros) }
  package static func ratio(perMille: Int64) -> Measure { Measure(unit: .ratio, value: perMille) }

  package init(unit: Parameter.Unit, value: Int64) {
    self.unit = unit
    self.value = value
  }
}

/// All but the last four characters of an account number or address, hidden: fit for a log line or a headline.
package func masked(_ identifier: String) -> String {
  identifier.count <= 4 ? identifier : "…" + identifier.suffix(4)
}
