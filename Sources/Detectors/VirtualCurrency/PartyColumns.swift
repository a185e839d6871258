import Detection
import Ledger
import Window

/// What the passes over all transactions ask of a party, as columns: a row costs two loads instead of two records.
struct PartyColumns {
  /// The account behind a party (``Parties/owner(_:)``).
  let owner: [Party]
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
    owner = Self.owners(parties)
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
      isVirtual[Int(endpoint.party)] = endpoint.kind.isVirtual
    }
  }

  /// By party: the account behind it. O(parties).
  static func owners(_ parties: Parties) -> [Party] {
    var owners = (0..<Party(parties.count)).map { $0 }
    for endpoint in parties.endpoints { owners[Int(endpoint.party)] = endpoint.owner ?? endpoint.party }
    return owners
  }
}
