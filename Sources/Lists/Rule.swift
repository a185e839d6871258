import Ledger
import Window

/// A list entry made ready for comparing.
struct Rule: Sendable {
  let entry: ListEntry
  let key: [UInt8]
  let match: ListMatch
  /// A bit per endpoint kind it holds for; `everyKind` when it is not limited.
  private let kinds: UInt8
  private let country: UInt16?
  private let network: String?

  private static let everyKind: UInt8 = 0xFF

  init(_ entry: ListEntry, _ label: String) {
    self.entry = entry
    key = Canonical.value(entry.value, entry.matcher)
    match = ListMatch(
      matcher: entry.matcher.rawValue, name: entry.name.isEmpty ? entry.value : entry.name, list: label,
      isExact: entry.isExact, linkage: entry.linkage.isEmpty ? nil : entry.linkage)
    var kinds = entry.kinds.map { $0.reduce(0) { $0 | Self.bit($1) } } ?? Self.everyKind
    // A BIC says nothing of a wallet that happens to carry its bank's.
    if [.bicCountry, .bicPrefix].contains(entry.matcher) {
      kinds &= Self.bit(.bankAccount) | Self.bit(.card)
    }
    self.kinds = kinds
    country = entry.country.map { Self.countryCode(Array($0.utf8)[...]) } ?? nil
    network = entry.network.flatMap { Canonical.network($0) }
  }

  /// Whether its conditions besides the value hold for the party looked at.
  func holds(for party: Best) -> Bool {
    if let kind = party.kind {
      guard kinds & Self.bit(kind) != 0 else { return false }
    } else {
      guard kinds == Self.everyKind else { return false }
      // What an account holder's name can say is only who they are, not that the account is a bank or an exchange.
      if entry.matcher == .partyName && ![.sanctioned, .stop].contains(entry.listClass) { return false }
    }
    if let country, let other = party.country, country != other { return false }
    if let network, let other = party.network, network != other { return false }
    return true
  }

  /// Total order by what is better evidence; ties are entries that say the same.
  func isBefore(_ other: Rule) -> Bool {
    if entry.listClass != other.entry.listClass { return entry.listClass < other.entry.listClass }
    if match.isExact != other.match.isExact { return match.isExact }
    if entry.matcher != other.entry.matcher { return entry.matcher < other.entry.matcher }
    if key.count != other.key.count { return key.count > other.key.count }
    if key != other.key { return key.lexicographicallyPrecedes(other.key) }
    return tieBreak.lexicographicallyPrecedes(other.tieBreak)
  }

  private var tieBreak: [String] {
    [
      match.list, entry.network ?? "", entry.country ?? "", match.name, entry.linkage, entry.source,
      entry.note,
    ]
      + (entry.kinds ?? []).map(\.rawValue).sorted()
  }

  /// Two letters in one number, upper case; nil for an empty text, 0 for what is no country.
  static func countryCode(_ text: ArraySlice<UInt8>) -> UInt16? {
    guard let first = text.first, let last = text.last else { return nil }
    guard text.count == 2, Canonical.isLetter(first), Canonical.isLetter(last) else { return 0 }
    return UInt16(first & 0xDF) << 8 | UInt16(last & 0xDF)
  }

  private static func bit(_ kind: EndpointKind) -> UInt8 {
    switch kind {
    case .bankAccount: 1
    case .card: 2
    case .eWallet: 4
    case .cryptoWallet: 8
    case .exchangeAccount: 16
    }
  }
}

/// A party being looked at, and the places of the best rules found for it so far.
struct Best {
  static let none = Int32.max

  /// Nil for an account.
  let kind: EndpointKind?
  let country: UInt16?
  var network: String?
  var sink = Best.none
  var stop = Best.none

  init(kind: EndpointKind?, country: UInt16?) {
    self.kind = kind
    self.country = country
  }
}
