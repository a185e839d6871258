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
      return RecordEvidence(
        relation: .endpoints, recordID: window.id(party), at: fact.at,
        summary: "Account \(window.id(owner)) registered a \(words(endpoint.kind))\(to).")
    case .payout, .reference: return nil
    }
  }

  /// The record behind trouble; nil for transactions.
  func record(of trouble: AccountTrouble) -> RecordEvidence? {
    switch trouble.source {
    case .account(let party):
      let status = window.parties.account(party)?.status ?? .closed
      return RecordEvidence(
        relation: .accounts, recordID: window.id(party), at: trouble.at,
        summary: "Account \(window.id(party)) was \(status == .suspended ? "suspended" : "closed").")
    case .request(let row):
      let request = window.payoutRequests[row]
      return RecordEvidence(
        relation: .payoutRequests, recordID: window.text(request.id) ?? "", at: trouble.at,
        summary:
          "A payout to account \(window.id(request.account)) was \(window.text(request.status) ?? "refused")."
      )
    case .change(let row):
      let change = window.detailChanges[row]
      return RecordEvidence(
        relation: .paymentDetailChanges, recordID: window.text(change.id) ?? "", at: trouble.at,
        summary: "Account \(window.id(change.account)) gave up its \(words(change.field)) at a bank.")
    case .transaction: return nil
    }
  }

  private func words(_ word: some ContractWord) -> String { word.rawValue.replacing("_", with: " ") }
}
