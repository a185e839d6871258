package import Ledger

/// What a list entry says of whoever it recognises (design §6): a sink class, or `stop`.
package enum ListClass: String, ContractWord, Comparable {
  case sanctioned
  case prcBank = "prc_bank"
  case prcWallet = "prc_wallet"
  case exchange
  case prcBankAbroad = "prc_bank_abroad"
  case hkMoBank = "hk_mo_bank"
  /// Own treasury, a processor's omnibus account: money is not followed through it.
  case stop

  /// The sink class it stands for; nil for `stop`.
  package var sinkClass: SinkClass? { SinkClass(rawValue: rawValue) }

  /// By precedence: the first of several classes counts (design §5), and `stop` comes last.
  package static func < (left: ListClass, right: ListClass) -> Bool { left.rank < right.rank }

  private var rank: Int { sinkClass?.rank ?? SinkClass.allCases.count }
}

/// How a list entry recognises an account or endpoint.
package enum ListMatcher: String, ContractWord, Comparable {
  /// A crypto address, on its network where both sides name one.
  case address
  /// Identifier of an endpoint, to the byte.
  case endpointID = "endpoint_id"
  /// Identifier of an account, to the byte.
  case accountID = "account_id"
  /// Account number or IBAN; `?` stands for one character.
  case accountNumber = "account_number"
  /// CNAPS, ABA or sort code; `?` stands for one digit.
  case clearingCode = "clearing_code"
  /// Leading digits of a card number; with `?` the whole stored prefix.
  case cardPrefix = "card_prefix"
  /// Leading characters of a BIC.
  case bicPrefix = "bic_prefix"
  /// Characters 5-6 of a BIC.
  case bicCountry = "bic_country"
  /// The whole name of a person or organisation.
  case partyName = "party_name"
  /// An alias that its publisher calls weak: too common to recognise anybody by itself.
  case weakName = "weak_name"
  /// The first words of an institution's name.
  case institutionName = "institution_name"
  /// Country of an endpoint.
  case country

  /// The most specific first: the order in which evidence of equal class is preferred.
  package static func < (left: ListMatcher, right: ListMatcher) -> Bool { left.rank < right.rank }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? Self.allCases.count }
}
