import Detection
import Window

/// Which details of accounts and endpoints more than one party may have: a sieve over hashes, so that the many that are
/// somebody's alone are never taken apart. It may let through what is alone; it holds nothing back that is shared.
struct RepeatedDetails {
  private var holders: RepeatedHashes
  private var destinations: RepeatedHashes
  /// Endpoints paid by anybody but the account that registered them.
  private var paidByOthers: DenseSet

  /// O(parties + rows).
  init(_ scope: Scope) {
    let window = scope.window
    let parties = window.parties
    holders = RepeatedHashes(atMost: 3 * parties.accounts.count)
    destinations = RepeatedHashes(atMost: 2 * parties.endpoints.count)
    paidByOthers = DenseSet(upTo: parties.count)
    for account in parties.accounts {
      let hashes = Self.hashes(of: account, window)
      holders.add(hashes.email)
      holders.add(hashes.phone)
      holders.add(hashes.name)
    }
    var known = paidByOthers
    for endpoint in parties.endpoints where !SharedDetails.isLater(endpoint, than: scope) {
      known.insert(endpoint.party)
      let hashes = Self.hashes(of: endpoint, window)
      destinations.add(hashes.number)
      destinations.add(hashes.address)
    }
    let owner = PartyColumns.owners(parties)
    let (debtor, creditor) = (window.transactions.debtor.span, window.transactions.creditor.span)
    for row in scope.rows where known.contains(creditor[row]) && SharedDetails.isPayout(row, window) {
      if owner[Int(creditor[row])] != debtor[row] { paidByOthers.insert(creditor[row]) }
    }
  }

  /// Whether an e-mail, a phone number or the name of an account may be another's too.
  func mayHold(_ account: Account, in window: Window) -> Bool {
    let hashes = Self.hashes(of: account, window)
    return holders.mayRepeat(hashes.email) || holders.mayRepeat(hashes.phone) || holders.mayRepeat(hashes.name)
  }

  /// Whether others may be paid where an endpoint leads.
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

/// A set of hashes that came once, and of those that came again, two bits for each of some slots.
private struct RepeatedHashes {
  private var once: [UInt64]
  private var again: [UInt64]
  private let shift: UInt64

  init(atMost count: Int) {
    var bits = 10
    while 1 << bits < 16 * count { bits += 1 }
    once = Array(repeating: 0, count: 1 << (bits - 6))
    again = once
    shift = UInt64(64 - bits)
  }

  /// 0 stands for nothing.
  mutating func add(_ hash: UInt64) {
    if hash == 0 { return }
    let (word, bit) = place(hash)
    again[word] |= once[word] & bit
    once[word] |= bit
  }

  func mayRepeat(_ hash: UInt64) -> Bool {
    let (word, bit) = place(hash)
    return hash != 0 && again[word] & bit != 0
  }

  private func place(_ hash: UInt64) -> (word: Int, bit: UInt64) {
    let slot = (hash &* 0x9E37_79B9_7F4A_7C15) >> shift
    return (Int(slot >> 6), 1 << (slot & 63))
  }
}
