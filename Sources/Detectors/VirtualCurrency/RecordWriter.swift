import Detection
import Ledger
import Window

/// Puts records into sentences, account numbers and addresses hidden but for their last four characters.
struct RecordWriter {
  private let window: Window
  private let destinations: Destinations

  init(_ window: Window, _ destinations: Destinations) {
    self.window = window
    self.destinations = destinations
  }

  /// The record behind a fact; nil for transactions.
  func record(of fact: CurrencyFact) -> RecordEvidence? {
    let places = fact.destinations.map { destinations.places[$0].label }
    let to = places.isEmpty ? "" : " at \(places.joined(separator: ", "))"
    switch fact.source {
    case .request(let row):
      let request = window.payoutRequests[row]
      let asset = window.text(request.asset) ?? "virtual currency"
      let way = fact.isOutsideFields ? " in the message of a request" : ""
      return RecordEvidence(
        relation: .payoutRequests, recordID: window.text(request.id) ?? "", at: fact.at,
        summary: "Account \(window.id(request.account)) asked\(way) to be paid in \(asset)\(to).")
    case .change(let row):
      let change = window.detailChanges[row]
      return RecordEvidence(
        relation: .paymentDetailChanges, recordID: window.text(change.id) ?? "", at: fact.at,
        summary:
          "Account \(window.id(change.account)) changed its \(words(change.field)) to virtual currency\(to).")
    case .endpoint(let party):
      guard let endpoint = window.parties.endpoint(party), let owner = endpoint.owner else { return nil }
      let kind = endpoint.kind == .exchangeAccount ? "an account at an exchange" : "a wallet"
      return RecordEvidence(
        relation: .endpoints, recordID: window.id(party), at: fact.at,
        summary: "Account \(window.id(owner)) registered \(kind)\(to).")
    case .payout, .reference: return nil
    }
  }

  /// The record behind trouble; nil for transactions.
  func record(of trouble: AccountTrouble) -> RecordEvidence? {
    switch trouble.source {
    case .account(let party):
      let account = window.parties.account(party)
      let word = account?.status == .suspended ? "suspended" : "closed"
      let words = account?.closedAt == nil ? "is \(word); money last moved then" : "was \(word)"
      return RecordEvidence(
        relation: .accounts, recordID: window.id(party), at: trouble.at,
        summary: "Account \(window.id(party)) \(words).")
    case .request(let row):
      let request = window.payoutRequests[row]
      return RecordEvidence(
        relation: .payoutRequests, recordID: window.text(request.id) ?? "", at: trouble.at,
        summary:
          "A payout to account \(window.id(request.account)) was \(window.text(request.status) ?? "refused")."
      )
    case .change(let row):
      let change = window.detailChanges[row]
      let what = change.field == .bankAccount ? "gave up its bank account" : "gave up being paid by bank"
      return RecordEvidence(
        relation: .paymentDetailChanges, recordID: window.text(change.id) ?? "", at: trouble.at,
        summary: "Account \(window.id(change.account)) \(what).")
    case .transaction: return nil
    }
  }

  private func words(_ word: some ContractWord) -> String { word.rawValue.replacing("_", with: " ") }
}
