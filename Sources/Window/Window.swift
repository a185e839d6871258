package import Ledger

/// One immutable reading of the warehouse: everything a run judges, and nothing else (design §1).
package struct Window: Sendable {
  /// Transactions and records are those in `[from, to)`.
  package var from: Instant
  package var to: Instant
  /// ISO 4217 code that every amount was converted to.
  package var currency: String
  package var texts: TextTable
  package var parties: Parties
  package var transactions: Transactions
  /// Ascending by (requested_at, id).
  package var payoutRequests: [PayoutRequest]
  /// Ascending by (changed_at, id).
  package var detailChanges: [DetailChange]
  /// Ascending by id, bytewise.
  package var authorisations: [Authorisation]
  /// Ascending by (started_at, id); empty when no detector asked for them.
  package var logins: [Login] = []
  /// Ascending by (at, id); empty when no detector asked for them.
  package var platformEvents: [PlatformEvent] = []
  /// Optional relations the warehouse does not have; a detector that needs one does not run.
  package var absent: Set<Relation>
  package var classification: Classification

  package init(
    from: Instant, to: Instant, currency: String = "USD", texts: TextTable = TextTable(),
    parties: Parties = Parties(),
    transactions: Transactions = Transactions(), payoutRequests: [PayoutRequest] = [],
    detailChanges: [DetailChange] = [], authorisations: [Authorisation] = [], absent: Set<Relation> = []
  ) {
    self.from = from
    self.to = to
    self.currency = currency
    self.texts = texts
    self.parties = parties
    self.transactions = transactions
    self.payoutRequests = payoutRequests
    self.detailChanges = detailChanges
    self.authorisations = authorisations
    self.absent = absent
    classification = Classification(parties: parties.count)
  }

  /// The text behind a handle; nil for null.
  package func text(_ text: Text) -> String? { texts[text] }

  /// Identifier of a party as the warehouse writes it.
  package func id(_ party: Party) -> String { parties.ids[Text(index: party)] ?? "" }

  /// Identifier of who started a payment.
  package func id(_ initiator: Initiator) -> String {
    initiator.party.map { id($0) } ?? texts[initiator.text ?? .none] ?? ""
  }

  /// The party with this identifier. O(length) expected.
  package func party(id: String) -> Party? { parties.ids.find(id.utf8)?.index }

  /// Identifier of the transaction in a row.
  package func transactionID(_ row: Int) -> String { transactions.ids[row] }

  /// Holder's name of an account or endpoint; for an endpoint without one, of the account that registered it.
  package func holderName(_ party: Party) -> String? {
    if let endpoint = parties.endpoint(party) {
      return texts[endpoint.holderName] ?? endpoint.owner.flatMap { holderName($0) }
    }
    return parties.account(party).flatMap { texts[$0.holderName] }
  }

  /// Declared country of an account or endpoint.
  package func country(_ party: Party) -> String? {
    texts[parties.account(party)?.country ?? parties.endpoint(party)?.country ?? .none]
  }
}
