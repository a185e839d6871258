import Detection
import Ledger
import Window

/// Whose money a party holds, as columns: a row costs a load or two instead of records and names.
struct Holders {
  /// By party: an endpoint in the name of the account that registered it stands for that account, at first glance; any
  /// other party stands for itself. ``isOwn(_:of:by:)`` takes the second look.
  private(set) var holder: [Party]
  /// By party: that account if others may pay it for work or goods, else -1. Clients spend and platforms move their own
  /// treasury: neither is a payee.
  private(set) var payee: [Party]
  /// By party: whether a payment from it is somebody's ordinary spending: clients, platforms, listed stop nodes.
  private(set) var isPayer: [Bool]
  /// By party: endpoints where a holder's own name says little: virtual currency, and listed ones in a country that the
  /// holder does not declare. They stand for themselves.
  private(set) var isApart: [Bool]

  private let window: Window
  private let likeness: Int64

  /// `likeness`: Jaro-Winkler in per mille from which two names are one. O(parties).
  init(_ window: Window, likeness: Int64, keepingApart: Bool) {
    self.window = window
    self.likeness = likeness
    let parties = window.parties
    let classes = window.classification
    holder = (0..<Party(parties.count)).map { $0 }
    payee = Array(repeating: -1, count: parties.count)
    isPayer = Array(repeating: false, count: parties.count)
    isApart = isPayer
    for account in parties.accounts {
      let place = Int(account.party)
      isPayer[place] = account.role == .client || account.role == .platform || classes.isStop[place]
      if !isPayer[place] && classes.rank[place] == Classification.notSink { payee[place] = account.party }
    }
    for endpoint in parties.endpoints {
      let place = Int(endpoint.party)
      isPayer[place] = classes.isStop[place]
      let owner = endpoint.owner.flatMap { parties.account($0) }
      isApart[place] =
        keepingApart
        && (endpoint.kind.isCrypto
          || (classes.rank[place] != Classification.notSink
            && window.countryPaid(at: endpoint.party).map { $0 != owner.flatMap { window.text($0.country) } }
              ?? true))
      guard let owner, !isApart[place], isNamedLike(endpoint, owner) else { continue }
      holder[place] = owner.party
      payee[place] = payee[Int(owner.party)]
    }
  }

  /// Whether the holder of an account stands behind a party. An endpoint nobody registered is the account's own if it is in
  /// its name, or if it is nameless and was paid by a payout: people withdraw to themselves.
  func isOwn(_ party: Party, of account: Party, by kind: TransactionKind) -> Bool {
    if holder[Int(party)] == account { return true }
    guard !isApart[Int(party)], let endpoint = window.parties.endpoint(party),
      let holder = window.parties.account(account), endpoint.owner ?? account == account
    else { return false }
    if endpoint.owner == nil && endpoint.holderName.isNone { return kind == .payout }
    return window.isInName(endpoint, of: holder, likeness: likeness)
  }

  /// Letter for letter, but for case, separators and the order of words.
  private func isNamedLike(_ endpoint: Endpoint, _ owner: Account) -> Bool {
    endpoint.holderName.isNone || endpoint.holderName == owner.holderName
      || window.texts.nameHash(endpoint.holderName) == window.texts.nameHash(owner.holderName)
  }
}

extension Window {
  /// Where money paid at a party arrives: its declared country, or its bank's by characters 5-6 of the BIC (ISO 9362).
  func countryPaid(at party: Party) -> String? {
    if let country = country(party) { return country }
    guard let bic = text(parties.endpoint(party)?.bic ?? .none), bic.utf8.count >= 6 else { return nil }
    return String(bic.dropFirst(4).prefix(2))
  }
}
