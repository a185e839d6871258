import Detection
import Ledger
import Window

/// Where virtual currency is to go, each place once however it is written: by endpoint, by address, by hashed value.
struct Destinations {
  /// A wallet or an account at an exchange.
  struct Place {
    /// Sorts and compares: `bitcoin:bc1q…`, `endpoint:…`, `value:…`.
    let key: String
    /// Last characters for a sentence.
    let label: String
    /// Whether two payees who name it share a wallet.
    let identifiesHolder: Bool
    var sinkClass: SinkClass?
    /// On a sanctions list by this very address or endpoint.
    var isSanctioned: Bool
  }

  private(set) var places: [Place] = []
  private let window: Window
  private let sanctioned: Set<String>
  private var known: [String: Int] = [:]
  private var byEndpoint: [Party: Int] = [:]

  /// O(endpoints).
  init(_ window: Window) {
    self.window = window
    var sanctioned = Set(window.classification.sanctionedAddresses.keys)
    for endpoint in window.parties.endpoints where Self.isExactlySanctioned(endpoint.party, window) {
      if let text = window.text(endpoint.address) { sanctioned.insert(Self.normalised(text)) }
    }
    self.sanctioned = sanctioned
  }

  /// The place of a wallet or exchange account; two endpoints with one address are one place. O(address) once each.
  mutating func number(of endpoint: Endpoint) -> Int {
    if let number = byEndpoint[endpoint.party] { return number }
    let text = window.text(endpoint.address)
    var number: Int
    if let text, let address = AddressScanner.address(inField: text) {
      number = self.number(of: address)
    } else if let text, Self.isOpaque(text) {
      number = self.number(ofValue: text)
    } else {
      let account = text ?? window.text(endpoint.accountNumber)
      // An account number means nothing without the exchange that gave it.
      let institution = window.text(endpoint.institutionName)?.lowercased()
      let key =
        if let account, let institution { "\(institution):\(account)" } else {
          "endpoint:\(window.id(endpoint.party))"
        }
      number = place(key, label: masked(account ?? window.id(endpoint.party)), identifiesHolder: true)
    }
    // A tag tells the customers of an exchange apart, and whoever keeps endpoints apart has it.
    if !places[number].identifiesHolder {
      number = place(
        "endpoint:\(window.id(endpoint.party))", label: places[number].label, identifiesHolder: true)
    }
    let sinkClass = window.classification.sinkClass(endpoint.party)
    if let sinkClass { places[number].sinkClass = min(sinkClass, places[number].sinkClass ?? sinkClass) }
    let isListed =
      text.map { sanctioned.contains(AddressScanner.address(inField: $0)?.normalised ?? $0) } ?? false
    if isListed || Self.isExactlySanctioned(endpoint.party, window) { places[number].isSanctioned = true }
    byEndpoint[endpoint.party] = number
    return number
  }

  mutating func number(of address: CryptoAddress) -> Int {
    let number = place(
      "\(address.scheme.rawValue):\(address.normalised)", label: masked(address.normalised),
      identifiesHolder: address.scheme.identifiesHolder)
    if sanctioned.contains(address.normalised) {
      places[number].isSanctioned = true
      places[number].sinkClass = .sanctioned
    }
    return number
  }

  /// A wallet known only by what a field says of it: a digest, or an address of a scheme that is not read here.
  mutating func number(ofValue value: String) -> Int {
    let number = place("value:\(Self.normalised(value))", label: masked(value), identifiesHolder: true)
    if sanctioned.contains(Self.normalised(value)) {
      places[number].isSanctioned = true
      places[number].sinkClass = .sanctioned
    }
    return number
  }

  /// A digest or an account number rather than the name of an e-wallet or somebody's e-mail at one.
  static func isOpaque(_ value: String) -> Bool {
    value.utf8.count >= 16 && value.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "@") }
  }

  private static func normalised(_ text: String) -> String {
    AddressScanner.address(inField: text)?.normalised ?? (text.hasPrefix("0x") ? text.lowercased() : text)
  }

  private mutating func place(_ key: String, label: String, identifiesHolder: Bool) -> Int {
    if let number = known[key] { return number }
    known[key] = places.count
    places.append(
      Place(key: key, label: label, identifiesHolder: identifiesHolder, sinkClass: nil, isSanctioned: false))
    return places.count - 1
  }

  private static func isExactlySanctioned(_ party: Party, _ window: Window) -> Bool {
    window.classification.sinkClass(party) == .sanctioned
      && window.classification.match[party]?.isExact == true
  }
}

extension EndpointKind {
  /// Whether what is paid there is virtual currency.
  var isVirtual: Bool { self == .cryptoWallet || self == .exchangeAccount }
}
