package import Ledger

/// An account or an endpoint of a case, as the source contract has it. What the warehouse does not say is nil.
package struct CaseParty: Codable, Equatable, Sendable {
  package var id: String
  /// The holder's name, as the warehouse has it: data, in any script and of any length.
  package var name: String?
  /// Declared for an account; of the institution for an endpoint. ISO 3166-1 alpha-2.
  package var country: String?
  package var account: Account?
  package var endpoint: Endpoint?

  /// What `accounts` says.
  package struct Account: Codable, Equatable, Sendable {
    package var holderType: HolderType?
    package var role: AccountRole?
    package var status: AccountStatus?
    package var openedAt: Instant?
    package var closedAt: Instant?
    package var email: String?
    package var phone: String?

    package init(
      holderType: HolderType? = nil, role: AccountRole? = nil, status: AccountStatus? = nil,
      openedAt: Instant? = nil, closedAt: Instant? = nil, email: String? = nil, phone: String? = nil
    ) {
      self.holderType = holderType
      self.role = role
      self.status = status
      self.openedAt = openedAt
      self.closedAt = closedAt
      self.email = email
      self.phone = phone
    }
  }

  /// What `endpoints` says.
  package struct Endpoint: Codable, Equatable, Sendable {
    package var kind: EndpointKind?
    /// The account that registered it.
    package var accountID: String?
    package var institution: String?
    package var bic: String?
    package var clearingCode: String?
    package var accountNumber: String?
    package var network: String?
    package var address: String?

    package init(
      kind: EndpointKind? = nil, accountID: String? = nil, institution: String? = nil, bic: String? = nil,
      clearingCode: String? = nil, accountNumber: String? = nil, network: String? = nil,
      address: String? = nil
    ) {
      self.kind = kind
      self.accountID = accountID
      self.institution = institution
      self.bic = bic
      self.clearingCode = clearingCode
      self.accountNumber = accountNumber
      self.network = network
      self.address = address
    }
  }

  package init(
    id: String, name: String? = nil, country: String? = nil, account: Account? = nil,
    endpoint: Endpoint? = nil
  ) {
    self.id = id
    self.name = name
    self.country = country
    self.account = account
    self.endpoint = endpoint
  }

  /// Where it is: as declared, else the country in the BIC (characters 5 and 6).
  package var jurisdiction: String? {
    if let country, !country.isEmpty { return country.uppercased() }
    guard let bic = endpoint?.bic, bic.count >= 6 else { return nil }
    return String(bic.dropFirst(4).prefix(2)).uppercased()
  }

  /// The rail in words: `bank account`, `account at an exchange`; nil for what is no endpoint.
  package var rail: String? {
    switch endpoint?.kind {
    case .bankAccount: "bank account"
    case .card: "card"
    case .eWallet: "e-wallet"
    case .cryptoWallet: "virtual-currency wallet"
    case .exchangeAccount: "account at an exchange"
    case nil: endpoint == nil ? nil : "payment endpoint"
    }
  }

  /// Whether it is on a virtual-currency rail.
  package var isVirtualCurrency: Bool {
    endpoint?.kind == .cryptoWallet || endpoint?.kind == .exchangeAccount
  }

  /// What it is at its institution, the number masked, a wallet's public address whole: `bank account at HSBC ending 1224`.
  package var place: String? {
    guard let endpoint, let rail else { return nil }
    let number =
      endpoint.address.map { " \($0)" } ?? endpoint.accountNumber.map { " ending \($0.suffix(4))" } ?? ""
    return rail + (endpoint.institution.map { " at \($0)" } ?? "")
      + (endpoint.network.map { " on \($0)" } ?? "") + number
  }

  /// What several registrations of one destination have in common: the wallet's address, or the number at its institution.
  /// Nil for accounts, and for numbers that are not whole.
  package var destination: String? {
    guard let endpoint else { return nil }
    if let address = endpoint.address, !address.isEmpty {
      return "wallet \(address.hasPrefix("0x") ? address.lowercased() : address)"
    }
    let number = (endpoint.accountNumber ?? "").filter { $0.isLetter || $0.isNumber }
    guard number.count >= 4, endpoint.accountNumber?.contains("*") == false else { return nil }
    return "number \(number.uppercased()) at \((endpoint.institution ?? endpoint.bic ?? "").lowercased())"
  }
}
