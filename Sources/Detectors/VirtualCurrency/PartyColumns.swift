import Detection
import Ledger
import Window

/// What the passes over all transactions ask of a party, as columns and sets: a row costs two loads instead of two records.
struct PartyColumns: Sendable {
  /// The account behind a party (``Parties/owner(_:)``).
  let owner: [Party]
  /// Accounts that others pay for work or goods. Customers withdraw what is theirs and platforms move their own treasury:
  /// neither is a payee.
  let payees: DenseSet
  /// Endpoints where virtual currency is paid.
  let virtual: DenseSet
  /// Endpoints, rather than accounts.
  let endpoints: DenseSet

  /// The columns of a scope's window. O(parties) for whoever asks first.
  static func of(_ scope: Scope) -> PartyColumns { scope.shared.value { PartyColumns(scope.window) } }

  private init(_ window: Window) {
    let parties = window.parties
    var owner = Array(0..<Party(parties.count))
    var (payees, virtual) = (DenseSet(upTo: parties.count), DenseSet(upTo: parties.count))
    var endpoints = payees
    for account in parties.accounts
    where account.isPayee && !window.classification.isStop[Int(account.party)] {
      payees.insert(account.party)
    }
    for endpoint in parties.endpoints {
      owner[Int(endpoint.party)] = endpoint.owner ?? endpoint.party
      endpoints.insert(endpoint.party)
      if endpoint.kind.isVirtual { virtual.insert(endpoint.party) }
    }
    (self.owner, self.payees, self.virtual, self.endpoints) = (owner, payees, virtual, endpoints)
  }
}
