import Detection
import Window

/// Which details of accounts and endpoints more than one party may have: a sieve over hashes, so that the many that are
/// somebody's alone are never taken apart. It may let through what is alone; it holds nothing back that is shared.
struct RepeatedDetails {
  private var holders: RepeatedHashes
  private var destinations: RepeatedHashes
  /// By party: whether an endpoint was paid by anybody but the account that registered it.
  private var isPaidByOthers: [Bool]

  /// O(parties + rows).
  init(_ scope: Scope) {
    let window = scope.window
    let parties = window.parties
    holders = RepeatedHashes(atMost: 3 * parties.accounts.count)
    destinations = RepeatedHashes(atMost: 2 * parties.endpoints.count)
    isPaidByOthers = Array(repeating: false, count: parties.count)
    for account in parties.accounts {
      for hash in Self.hashes(of: account, window) { holders.add(hash) }
    }
    var owner = Array(repeating: Party(-1), count: parties.count)
    for endpoint in parties.endpoints where !SharedDetails.isLater(endpoint, than: scope) {
      owner[Int(endpoint.party)] = endpoint.owner ?? endpoint.party
      for hash in Self.hashes(of: endpoint, window) { destinations.add(hash) }
    }
    let (debtor, creditor) = (window.transactions.debtor.span, window.transactions.creditor.span)
    for row in scope.rows where owner[Int(creditor[row])] >= 0 && owner[Int(creditor[row])] != debtor[row] {
      if SharedDetails.isPayout(row, window) { isPaidByOthers[Int(creditor[row])] = true }
    }
  }

  /// Whether an e-mail, a phone number or the name of an account may be another's too.
  func mayHold(_ account: Account, in window: Window) -> Bool {
    Self.hashes(of: account, window).contains { holders.mayRepeat($0) }
  }

  /// Whether others may be paid where an endpoint leads.
  func mayLead(_ endpoint: Endpoint, in window: Window) -> Bool {
    isPaidByOthers[Int(endpoint.party)]
      || Self.hashes(of: endpoint, window).contains { destinations.mayRepeat($0) }
  }

  private static func hashes(of account: Account, _ window: Window) -> [UInt64] {
    [
      window.texts.wholeIdentifierHash(account.email), window.texts.wholeIdentifierHash(account.phone) &* 3,
      window.texts.wholeNameHash(account.holderName) &* 5,
    ]
  }

  private static func hashes(of endpoint: Endpoint, _ window: Window) -> [UInt64] {
    [
      window.texts.wholeIdentifierHash(endpoint.accountNumber),
      window.texts.wholeIdentifierHash(endpoint.address),
    ]
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
