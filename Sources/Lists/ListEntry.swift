package import Ledger

/// One line of a list: how to recognise an endpoint or party, what it then is, and who says so (design §6).
package struct ListEntry: Hashable, Sendable {
  package var listClass: ListClass
  package var matcher: ListMatcher
  /// What is compared, as the publisher writes it.
  package var value: String
  /// Network of an `address`; nil when it is unknown.
  package var network: String?
  /// The entry holds for these kinds of endpoint only; nil for all kinds, and for accounts.
  package var kinds: Set<EndpointKind>?
  /// The entry holds only where the endpoint's country is null or this; ISO 3166-1 alpha-2.
  package var country: String?
  /// The institution or person.
  package var name: String
  package var jurisdiction: String
  /// `PRC` where a source documents that linkage, else empty.
  package var linkage: String
  /// Who says so; never empty.
  package var source: String
  package var note: String

  package init(
    listClass: ListClass, matcher: ListMatcher, value: String, network: String? = nil,
    kinds: Set<EndpointKind>? = nil, country: String? = nil, name: String = "", jurisdiction: String = "",
    linkage: String = "", source: String, note: String = ""
  ) {
    self.listClass = listClass
    self.matcher = matcher
    self.value = value
    self.network = network
    self.kinds = kinds
    self.country = country
    self.name = name
    self.jurisdiction = jurisdiction
    self.linkage = linkage
    self.source = source
    self.note = note
  }

  /// Whether it names one party by an identifier rather than by a name or a range.
  package var isExact: Bool {
    switch matcher {
    case .address, .endpointID, .accountID: true
    case .accountNumber: !value.contains("?")
    default: false
    }
  }

  /// What makes two entries the same rule; name, source and note do not.
  package var rule: Rule {
    Rule(
      listClass: listClass, matcher: matcher, value: Canonical.value(value, matcher),
      network: network.flatMap { Canonical.network($0) }, kinds: kinds, country: country?.uppercased())
  }

  /// The part of an entry that decides what it matches.
  package struct Rule: Hashable, Sendable {
    let listClass: ListClass
    let matcher: ListMatcher
    let value: [UInt8]
    let network: String?
    let kinds: Set<EndpointKind>?
    let country: String?
  }

  /// What keeps the entry from ever matching as meant, as the rest of a sentence, or nil when it is sound.
  package var problem: String? {
    if source.allSatisfy(\.isWhitespace) { return "source is empty; say who publishes this" }
    if !["", "PRC"].contains(linkage) { return "linkage is '\(linkage)'; write PRC or leave it empty" }
    if let country, !Self.isCountry(country) {
      return "country is '\(country)'; write two letters such as CN"
    }
    if network != nil && matcher != .address { return "network goes with matcher address only" }
    if let kinds {
      if matcher == .accountID {
        return "kinds limit endpoints, but \(matcher.rawValue) recognises accounts; leave it empty"
      }
      if [.bicCountry, .bicPrefix].contains(matcher) && kinds.isDisjoint(with: [.bankAccount, .card]) {
        return "a BIC belongs to a bank_account or card; kinds names neither"
      }
    }
    return problemOfValue.map { "value '\(value)' \($0)" }
  }

  private var problemOfValue: String? {
    let canonical = Canonical.value(value, matcher)
    if canonical.isEmpty { return "is empty once normalised; write what is to be recognised" }
    switch matcher {
    case .bicCountry, .country:
      return Self.isCountry(value) ? nil : "is not a country; write two letters such as CN"
    case .bicPrefix:
      return (2...11).contains(canonical.count) && canonical.allSatisfy(Canonical.isAlphanumeric)
        ? nil : "is not the beginning of a BIC; write 2 to 11 letters or digits"
    case .clearingCode, .accountNumber, .cardPrefix:
      if !canonical.allSatisfy({ Canonical.isAlphanumeric($0) || $0 == Canonical.anyOne }) {
        return "has a character that is no letter, digit or ?"
      }
      return canonical.allSatisfy { $0 == Canonical.anyOne } ? "would match everything of its length" : nil
    case .address:
      return canonical.contains(UInt8(ascii: " ")) ? "has a space; write one address" : nil
    case .weakName:
      return listClass == .sanctioned ? nil : "is a weak alias; only sanctions lists have those"
    case .endpointID, .accountID, .institutionName, .partyName: return nil
    }
  }

  private static func isCountry(_ text: String) -> Bool {
    text.utf8.count == 2 && text.utf8.allSatisfy { Canonical.isLetter($0) }
  }
}
