import Detection
import Ledger
import Window

/// What the passes over all transactions ask of a party, as columns: a row costs two loads instead of two records.
struct PartyColumns {
  /// The account behind a party (``Parties/owner(_:)``).
  private(set) var owner: [Party] = []
  /// Whether it is an account that others pay for work or goods. Customers withdraw what is theirs and platforms move
  /// their own treasury: neither is a payee.
  private(set) var isPayee: [Bool]
  /// Whether it is an endpoint where virtual currency is paid.
  private(set) var isVirtual: [Bool]
  /// Whether it is an account rather than an endpoint.
  private(set) var isAccount: [Bool]

  /// O(parties).
  init(_ window: Window) {
    let parties = window.parties
    owner = (0..<Party(parties.count)).map { $0 }
    isPayee = Array(repeating: false, count: parties.count)
    isVirtual = isPayee
    isAccount = isPayee
    for account in parties.accounts {
      let place = Int(account.party)
      isAccount[place] = true
      isPayee[place] =
        account.role != .client && account.role != .platform && !window.classification.isStop[place]
    }
    for endpoint in parties.endpoints {
      owner[Int(endpoint.party)] = endpoint.owner ?? endpoint.party
      isVirtual[Int(endpoint.party)] = endpoint.kind.isVirtual
    }
  }
}
