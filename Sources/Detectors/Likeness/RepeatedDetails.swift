import Detection
import Ledger
import Window

/// Which details of some accounts and endpoints other parties may have too: a sieve over hashes, so that the many that are
/// somebody's alone are never taken apart. It may let through what is alone; it holds nothing back that is shared.
struct RepeatedDetails {
  private var holders: RepeatedHashes
  private var destinations: RepeatedHashes
  /// Endpoints paid by anybody but the account that registered them.
  private var paidByOthers: DenseSet
  /// Parties with a detail that one of the accounts and endpoints may have, and these themselves.
  private(set) var alike: DenseSet

  /// Of the given accounts and endpoints. O(parties + rows), a hash for each text of a party.
  init(of accounts: Set<Party>, _ places: DenseSet, in scope: Scope) {
    let window = scope.window
    let parties = window.parties
    holders = RepeatedHashes(
      of: accounts.compactMap { parties.account($0) }.flatMap { account in
        let hashes = Self.hashes(of: account, window)
        return [hashes.email, hashes.phone, hashes.name]
      })
    destinations = RepeatedHashes(
      of: places.members.compactMap { parties.endpoint($0) }.flatMap { endpoint in
        let hashes = Self.hashes(of: endpoint, window)
        return [hashes.number, hashes.address]
      })
    alike = places
    for account in parties.accounts {
      let hashes = Self.hashes(of: account, window)
      let (email, phone) = (holders.add(hashes.email), holders.add(hashes.phone))
      if holders.add(hashes.name) || email || phone { alike.insert(account.party) }
    }
    for endpoint in parties.endpoints where !SharedDetails.isLater(endpoint, than: scope) {
      let hashes = Self.hashes(of: endpoint, window)
      let number = destinations.add(hashes.number)
      if destinations.add(hashes.address) || number { alike.insert(endpoint.party) }
    }
    paidByOthers = DenseSet(upTo: parties.count)
    let owner = PartyColumns.of(scope).owner
    let table = window.transactions
    let (status, kind) = (table.status.span, table.kind.span)
    let (debtor, creditor) = (table.debtor.span, table.creditor.span)
    scope.rows.forEach(marked: { places.mark(creditor[$0]) }) { row in
      guard kind[row].isPay, status[row] == .settled, owner[Int(creditor[row])] != debtor[row] else { return }
      paidByOthers.insert(creditor[row])
    }
  }

  /// Whether an e-mail, a phone number or the name of one of the alike accounts may be another's too.
  func mayHold(_ account: Account, in window: Window) -> Bool {
    let hashes = Self.hashes(of: account, window)
    return holders.mayRepeat(hashes.email) || holders.mayRepeat(hashes.phone)
      || holders.mayRepeat(hashes.name)
  }

  /// Whether others may be paid where one of the alike endpoints leads.
  func mayLead(_ endpoint: Endpoint, in window: Window) -> Bool {
    if paidByOthers.contains(endpoint.party) { return true }
    let hashes = Self.hashes(of: endpoint, window)
    return destinations.mayRepeat(hashes.number) || destinations.mayRepeat(hashes.address)
  }

  private static func hashes(
    of account: Account, _ window: Window
  ) -> (email: UInt64, phone: UInt64, name: UInt64) {
    (
      window.texts.wholeIdentifierHash(account.email), window.texts.wholeIdentifierHash(account.phone) &* 3,
      window.texts.wholeNameHash(account.holderName) &* 5
    )
  }

  private static func hashes(of endpoint: Endpoint, _ window: Window) -> (number: UInt64, address: UInt64) {
    (
      window.texts.wholeIdentifierHash(endpoint.accountNumber),
      window.texts.wholeIdentifierHash(endpoint.address)
    )
  }
}

/// How often hashes that are watched came: once, or again. A bit for each of some slots says of most others that they are not.
private struct RepeatedHashes {
  private var counts: [UInt64: UInt8]
  private var slots: [UInt64]
  private let shift: UInt64

  init(of hashes: [UInt64]) {
    counts = Dictionary(hashes.map { ($0, 0) }, uniquingKeysWith: { $1 })
    // 0 stands for nothing.
    counts[0] = nil
    var bits = 10
    while 1 << bits < 16 * counts.count { bits += 1 }
    slots = Array(repeating: 0, count: 1 << (bits - 6))
    shift = UInt64(64 - bits)
    for hash in counts.keys { slots[slot(hash) >> 6] |= 1 << (slot(hash) & 63) }
  }

  /// Whether it is watched.
  mutating func add(_ hash: UInt64) -> Bool {
    if slots[slot(hash) >> 6] >> (slot(hash) & 63) & 1 == 0 { return false }
    guard let count = counts[hash] else { return false }
    if count < 2 { counts[hash] = count + 1 }
    return true
  }

  func mayRepeat(_ hash: UInt64) -> Bool { counts[hash] == 2 }

  private func slot(_ hash: UInt64) -> Int { Int((hash &* 0x9E37_79B9_7F4A_7C15) >> shift) }
}
