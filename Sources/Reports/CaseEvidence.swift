package import Detection
package import Ledger

/// A transaction of a case, once, with every use the alerts make of it.
package struct CaseTransaction: Codable, Equatable, Sendable {
  package var id: String
  package var bookedAt: Instant
  package var debtorID: String
  package var creditorID: String
  /// As booked.
  package var amountOriginal: ExactDecimal
  package var currencyOriginal: String
  /// Of the source contract, where it could be read.
  package var kind: TransactionKind?
  package var reference: String?
  /// In the order of (alert, role, route, hop).
  package var uses: [Use]

  /// What one alert shows with it.
  package struct Use: Codable, Equatable, Sendable {
    package var alertID: String
    package var role: EvidenceRole
    /// `route_no` of the alert and place on the route, for a hop.
    package var route: Int?
    package var hop: Int?
    /// In the reporting currency: see ``EvidenceRole``.
    package var amount: Money

    package init(alertID: String, role: EvidenceRole, route: Int? = nil, hop: Int? = nil, amount: Money) {
      self.alertID = alertID
      self.role = role
      self.route = route
      self.hop = hop
      self.amount = amount
    }
  }

  package init(
    id: String, bookedAt: Instant, debtorID: String, creditorID: String, amountOriginal: ExactDecimal,
    currencyOriginal: String, kind: TransactionKind? = nil, reference: String? = nil, uses: [Use]
  ) {
    self.id = id
    self.bookedAt = bookedAt
    self.debtorID = debtorID
    self.creditorID = creditorID
    self.amountOriginal = amountOriginal
    self.currencyOriginal = currencyOriginal
    self.kind = kind
    self.reference = reference
    self.uses = uses
  }

  /// Whether an alert adds it to its amount.
  package var counts: Bool { uses.contains { $0.role.counts } }

  /// As booked, for people: `USD 4,800.00`, `USDC 12.345678`.
  package var original: String { "\(currencyOriginal) \(grouped(amountOriginal))" }
}

/// Evidence that is not a transaction: a request, a change, an account, a login.
package struct CaseFact: Codable, Equatable, Sendable {
  package var relation: Relation
  package var id: String
  package var at: Instant
  /// One sentence, account numbers masked.
  package var summary: String
  package var alertIDs: [String]
  /// Of a login.
  package var ip: String?

  package init(
    relation: Relation, id: String, at: Instant, summary: String, alertIDs: [String], ip: String? = nil
  ) {
    self.relation = relation
    self.id = id
    self.at = at
    self.summary = summary
    self.alertIDs = alertIDs
    self.ip = ip
  }
}

/// Something that happened to an alert: opened and grown by the job, the rest by people.
package struct CaseEvent: Codable, Equatable, Sendable {
  package var at: Instant
  package var alertID: String
  package var actor: String
  package var event: String
  package var disposition: String?
  package var reason: String?
  package var note: String?

  package init(
    at: Instant, alertID: String, actor: String, event: String, disposition: String? = nil,
    reason: String? = nil, note: String? = nil
  ) {
    self.at = at
    self.alertID = alertID
    self.actor = actor
    self.event = event
    self.disposition = disposition
    self.reason = reason
    self.note = note
  }
}

/// A run that saw an alert of the case.
package struct CaseRun: Codable, Equatable, Sendable {
  package var id: String
  package var asOf: Instant
  package var outcome: String
  package var binaryVersion: String
  package var configHash: String

  package init(id: String, asOf: Instant, outcome: String, binaryVersion: String, configHash: String) {
    self.id = id
    self.asOf = asOf
    self.outcome = outcome
    self.binaryVersion = binaryVersion
    self.configHash = configHash
  }
}

/// A list version an alert was judged with.
package struct CaseList: Codable, Equatable, Sendable {
  package var list: String
  package var version: String
  package var sha256: String?
  package var rows: Int?

  package init(list: String, version: String, sha256: String? = nil, rows: Int? = nil) {
    self.list = list
    self.version = version
    self.sha256 = sha256
    self.rows = rows
  }
}

/// A decimal with its thousands separated and at least two decimals: `26,398.03`, `0.125`, `5.00`.
package func grouped(_ number: ExactDecimal) -> String {
  let parts = number.withoutTrailingZeros.description.split(separator: ".", omittingEmptySubsequences: false)
  let digits = parts[0].drop { $0 == "-" }
  var whole = ""
  for (place, digit) in digits.enumerated() {
    if place > 0 && (digits.count - place) % 3 == 0 { whole.append(",") }
    whole.append(digit)
  }
  let fraction = parts.count > 1 ? String(parts[1]) : ""
  return (number.mantissa < 0 ? "-" : "") + whole + "."
    + fraction + String(repeating: "0", count: max(0, 2 - fraction.count))
}
