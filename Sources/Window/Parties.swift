package import Ledger

/// Place of a party (an account or an endpoint) among ``Parties``; dense, 0 first.
package typealias Party = Int32

/// A row of `accounts`; texts are handles of the window's ``TextTable``. Of this and of other rows there may be millions: what is
/// small stands together, so that 48 bytes hold it.
package struct Account: Sendable {
  package var party: Party
  package var holderType: HolderType?
  package var role: AccountRole?
  package var status: AccountStatus?
  package var holderName: Text
  /// Declared country, ISO 3166-1 alpha-2.
  package var country: Text
  package var email: Text
  package var phone: Text
  @Compact package var openedAt: Instant?
  @Compact package var verifiedAt: Instant?
  @Compact package var closedAt: Instant?

  package init(
    party: Party, holderType: HolderType? = nil, role: AccountRole? = nil, holderName: Text = .none,
    country: Text = .none, status: AccountStatus? = nil, openedAt: Instant? = nil, verifiedAt: Instant? = nil,
    closedAt: Instant? = nil, email: Text = .none, phone: Text = .none
  ) {
    self.party = party
    self.holderType = holderType
    self.role = role
    self.holderName = holderName
    self.country = country
    self.status = status
    self.openedAt = openedAt
    self.verifiedAt = verifiedAt
    self.closedAt = closedAt
    self.email = email
    self.phone = phone
  }
}

/// A row of `endpoints`: a bank account, card or wallet that money can leave to or come from.
package struct Endpoint: Sendable {
  package var party: Party
  /// The account that registered it.
  package var owner: Party?
  package var kind: EndpointKind
  package var holderName: Text
  package var institutionName: Text
  package var bic: Text
  package var clearingCode: Text
  package var accountNumber: Text
  package var cardPrefix: Text
  package var country: Text
  package var network: Text
  package var address: Text
  @Compact package var addedAt: Instant?

  package init(
    party: Party, kind: EndpointKind, owner: Party? = nil, holderName: Text = .none,
    institutionName: Text = .none,
    bic: Text = .none, clearingCode: Text = .none, accountNumber: Text = .none, cardPrefix: Text = .none,
    country: Text = .none, network: Text = .none, address: Text = .none, addedAt: Instant? = nil
  ) {
    self.party = party
    self.kind = kind
    self.owner = owner
    self.holderName = holderName
    self.institutionName = institutionName
    self.bic = bic
    self.clearingCode = clearingCode
    self.accountNumber = accountNumber
    self.cardPrefix = cardPrefix
    self.country = country
    self.network = network
    self.address = address
    self.addedAt = addedAt
  }
}

/// Everybody money can come from or go to: accounts and endpoints in one namespace.
package struct Parties: Sendable {
  /// Identifiers; text `p` of this table is the identifier of party `p`.
  package var ids = TextTable()
  /// Ascending by party.
  package var accounts: [Account] = []
  package var endpoints: [Endpoint] = []
  /// Row of party `p` in `accounts` if `≥ 0`, else row `-1 - place[p]` in `endpoints`.
  package var place: [Int32] = []

  package init() {}

  package var count: Int { ids.count }

  /// The account that party is, or nil for an endpoint. O(1).
  package func account(_ party: Party) -> Account? {
    let row = place[Int(party)]
    return row >= 0 ? accounts[Int(row)] : nil
  }

  /// The endpoint that party is, or nil for an account. O(1).
  package func endpoint(_ party: Party) -> Endpoint? {
    let row = place[Int(party)]
    return row < 0 ? endpoints[Int(-1 - row)] : nil
  }

  /// The account behind a party: itself, or whoever registered the endpoint; an endpoint nobody registered stands for itself.
  package func owner(_ party: Party) -> Party {
    endpoint(party)?.owner ?? party
  }
}
