import Detection
import Ledger
import Window

/// An account that ended and one that may take its place.
struct Succession {
  let ended: EndedAccount
  let successor: Party
  /// How alike the names are, in per mille; nil when they have a word in common or cannot be compared.
  let likeness: Int64?
  /// What the two share, best evidence first.
  let shared: [DetailKey]
}

/// Accounts that meet in a detail with one that ended.
struct Successors {
  /// In order of the ended account, then of the successor.
  private(set) var all: [Succession] = []
  private let window: Window
  private let settings: Settings

  /// Hashes of details first; texts are compared where hashes meet. O(parties), and O(n log n) in what remains.
  init(_ scope: Scope, _ ended: EndedAccounts, _ settings: Settings) {
    window = scope.window
    self.settings = settings
    if ended.all.isEmpty { return }
    let parties = window.parties
    let prepared = settings.span(ReplacementAccount.prepared)
    let earliest = (ended.all.map(\.at).min() ?? scope.asOf) - prepared
    var role = Array(repeating: Role.neither, count: parties.count)
    for account in parties.accounts where account.isPayee {
      guard let opened = account.openedAt, opened >= earliest, opened < scope.asOf else { continue }
      role[Int(account.party)] = .opened
    }
    for account in ended.all {
      role[Int(account.party)] = role[Int(account.party)] == .opened ? .both : .ended
    }
    let pairs = meetings(of: role, before: scope.asOf)
    if pairs.isEmpty { return }
    let ends = Dictionary(uniqueKeysWithValues: ended.all.map { ($0.party, $0) })
    let details = Details(of: Set(pairs.flatMap { [$0.ended, $0.opened] }), in: window, before: scope.asOf)
    let most = settings.count(ReplacementAccount.hubHolders)
    all = pairs.sorted { ($0.ended, $0.opened) < ($1.ended, $1.opened) }.compactMap { pair in
      ends[pair.ended].map { end in
        Succession(
          ended: end, successor: pair.opened, likeness: likeness(pair),
          shared: details.shared(by: pair.ended, pair.opened, upTo: most))
      }
    }
  }

  private enum Role: UInt8 { case neither, ended, opened, both }

  private struct Pair: Hashable {
    let ended: Party
    let opened: Party
  }

  /// Pairs of an ended and an opened account that meet in the hash of a detail, unless so many do that it is a hub.
  private func meetings(of role: [Role], before asOf: Instant) -> Set<Pair> {
    let most = settings.count(ReplacementAccount.hubHolders)
    var known = DetailHashes()
    forEachDetail(of: role, asOf) { hash, party in
      if role[Int(party)] != .opened { known.add(hash, party, upTo: most) }
    }
    var opened: [UInt64: [Party]] = [:]
    forEachDetail(of: role, asOf) { hash, party in
      guard role[Int(party)] != .ended, known.mayContain(hash), !known.holders(of: hash).isEmpty else {
        return
      }
      if opened[hash, default: []].count <= most { opened[hash, default: []].append(party) }
    }
    var pairs: Set<Pair> = []
    for (hash, successors) in opened {
      let ended = known.holders(of: hash)
      if ended.count + successors.count > most + 1 { continue }
      for successor in successors {
        for end in ended where end != successor { pairs.insert(Pair(ended: end, opened: successor)) }
      }
    }
    return pairs
  }

  /// Calls `body` with the hash of every e-mail, phone, account number and address of accounts with a role.
  private func forEachDetail(of role: [Role], _ asOf: Instant, _ body: (UInt64, Party) -> Void) {
    let texts = window.texts
    for account in window.parties.accounts where role[Int(account.party)] != .neither {
      if !account.email.isNone { body(texts.identifierHash(account.email), account.party) }
      if !account.phone.isNone { body(texts.identifierHash(account.phone), account.party) }
    }
    for endpoint in window.parties.endpoints {
      guard let owner = endpoint.owner, role[Int(owner)] != .neither,
        endpoint.addedAt.map({ $0 < asOf }) ?? true
      else { continue }
      if !endpoint.accountNumber.isNone { body(texts.identifierHash(endpoint.accountNumber), owner) }
      if !endpoint.address.isNone { body(texts.identifierHash(endpoint.address), owner) }
    }
  }

  /// How alike the names of two holders are who have no word in common. Missing names and names in two scripts cannot be
  /// compared.
  private func likeness(_ pair: Pair) -> Int64? {
    let names = [pair.ended, pair.opened].map { window.holderName($0).map(comparableName) ?? [] }
    guard !names[0].isEmpty, !names[1].isEmpty, names[0].allSatisfy(isLatin) == names[1].allSatisfy(isLatin),
      !haveCommonPart(names[0], names[1])
    else { return nil }
    return jaroWinkler(names[0].joined(separator: " "), names[1].joined(separator: " "))
  }
}

/// The e-mails, phones and payout destinations of a few accounts, and how many others have each.
private struct Details {
  /// As compared, with the handle of the text as written.
  private var keys: [Party: [DetailKey: Text]] = [:]
  /// How many accounts and endpoints have a text, letter for letter.
  private var holders: [Text: Int] = [:]

  /// O(parties).
  init(of accounts: Set<Party>, in window: Window, before asOf: Instant) {
    var isAsked = Array(repeating: false, count: window.texts.count)
    func note(_ key: DetailKey, _ text: Text, of party: Party) {
      keys[party, default: [:]][key] = text
      isAsked[Int(text.index)] = true
    }
    for party in accounts {
      guard let account = window.parties.account(party) else { continue }
      for key in DetailKey.holders(of: account, in: window) {
        switch key.kind {
        case .email: note(key, account.email, of: party)
        case .phone: note(key, account.phone, of: party)
        case .endpoint, .number, .address, .name: break
        }
      }
    }
    for endpoint in window.parties.endpoints where endpoint.addedAt.map({ $0 < asOf }) ?? true {
      guard let owner = endpoint.owner, accounts.contains(owner) else { continue }
      for key in DetailKey.destinations(of: endpoint, in: window) {
        switch key.kind {
        case .number: note(key, endpoint.accountNumber, of: owner)
        case .address: note(key, endpoint.address, of: owner)
        case .endpoint, .email, .phone, .name: break
        }
      }
    }
    func count(_ text: Text) {
      if !text.isNone && isAsked[Int(text.index)] { holders[text, default: 0] += 1 }
    }
    for account in window.parties.accounts {
      count(account.email)
      count(account.phone)
    }
    for endpoint in window.parties.endpoints {
      count(endpoint.accountNumber)
      count(endpoint.address)
    }
  }

  /// What two accounts share, best evidence first, but for details that more than `most` have.
  func shared(by one: Party, _ other: Party, upTo most: Int) -> [DetailKey] {
    let (first, second) = (keys[one] ?? [:], keys[other] ?? [:])
    return first.keys.filter { key in
      guard let mine = first[key], let others = second[key] else { return false }
      return [mine, others].allSatisfy { holders[$0] ?? 0 <= most }
    }.sorted(by: DetailKey.precedes)
  }
}

/// Holders of detail hashes behind a sieve: nearly all lookups are for hashes that nobody has.
private struct DetailHashes {
  private var sieve = Array(repeating: false, count: 1 << 20)
  private var parties: [UInt64: [Party]] = [:]

  /// Remembers no more holders than one too many.
  mutating func add(_ hash: UInt64, _ party: Party, upTo most: Int) {
    sieve[place(hash)] = true
    if parties[hash, default: []].count <= most { parties[hash, default: []].append(party) }
  }

  func mayContain(_ hash: UInt64) -> Bool { sieve[place(hash)] }

  func holders(of hash: UInt64) -> [Party] { parties[hash] ?? [] }

  private func place(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash &* 0x9E37_79B9_7F4A_7C15 >> 40) & (sieve.count - 1)
  }
}
