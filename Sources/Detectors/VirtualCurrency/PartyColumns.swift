import Detection
import Ledger
import Window

/// What the passes over all transactions ask of a party, as columns and sets: a row costs two loads instead of two records.
struct PartyColumns {
  /// The account behind a party (``Parties/owner(_:)``).
  let owner: [Party]
  /// Accounts that others pay for work or goods. Customers withdraw what is theirs and platforms move their own treasury:
  /// neither is a payee.
  let payees: DenseSet
  /// Endpoints where virtual currency is paid.
  let virtual: DenseSet
  /// Accounts, rather than endpoints.
  let accounts: DenseSet

  /// O(parties).
  init(_ window: Window) {
    let parties = window.parties
    owner = Self.owners(parties)
    var (payees, virtual) = (DenseSet(upTo: parties.count), DenseSet(upTo: parties.count))
    var accounts = payees
    for account in parties.accounts {
      accounts.insert(account.party)
      if account.isPayee && !window.classification.isStop[Int(account.party)] { payees.insert(account.party) }
    }
    for endpoint in parties.endpoints where endpoint.kind.isVirtual { virtual.insert(endpoint.party) }
    (self.payees, self.virtual, self.accounts) = (payees, virtual, accounts)
  }

  /// By party: the account behind it. O(parties).
  static func owners(_ parties: Parties) -> [Party] {
    var owners = Array(0..<Party(parties.count))
    for endpoint in parties.endpoints { owners[Int(endpoint.party)] = endpoint.owner ?? endpoint.party }
    return owners
  }
}
