import Detection
import Ledger
import Names
import Window

/// Who may share an address, a device or a template without anything being wrong: households and colleagues.
struct Acquaintances {
  private let window: Window
  /// More accounts than this with one mail domain make it a public one.
  private let hub: Int
  /// Accounts by the hash of their mail domain; counted when first asked.
  private var domains: [UInt64: Int]?

  init(_ window: Window, hub: Int) {
    self.window = window
    self.hub = hub
  }

  /// How many groups of accounts remain when households and colleagues count as one. O(n²) names in the accounts, and
  /// once O(accounts) in all.
  mutating func strangers(among accounts: [Party]) -> Int {
    var groups: [[Party]] = []
    for account in accounts {
      var group = [account]
      groups.removeAll { other in
        let isOne = other.contains { areAcquainted($0, account) }
        if isOne { group += other }
        return isOne
      }
      groups.append(group)
    }
    return groups.count
  }

  /// Whether two accounts have an e-mail, phone, name, a part of a name, or a private mail domain in common.
  mutating func areAcquainted(_ one: Party, _ other: Party) -> Bool {
    if window.unrelated([one, other]) == 1 { return true }
    guard let first = window.parties.account(one), let second = window.parties.account(other) else {
      return false
    }
    if let mine = window.text(first.holderName), let others = window.text(second.holderName) {
      let relation = Name(mine).relation(to: Name(others))
      if relation == .same || relation == .shared { return true }
    }
    guard let domain = domain(first.email), domain == self.domain(second.email) else { return false }
    return count(of: domain) <= hub
  }

  private mutating func count(of domain: UInt64) -> Int {
    if domains == nil {
      var counts: [UInt64: Int] = [:]
      for account in window.parties.accounts {
        if let domain = self.domain(account.email) { counts[domain, default: 0] += 1 }
      }
      domains = counts
    }
    return domains?[domain] ?? 0
  }

  /// A hash of what follows the at sign, in lower case.
  private func domain(_ email: Text) -> UInt64? {
    guard !email.isNone else { return nil }
    let bytes = window.texts.utf8(email)
    guard let at = bytes.lastIndex(of: UInt8(ascii: "@")) else { return nil }
    return bytes[(at + 1)...].reduce(0xCBF2_9CE4_8422_2325) { hash, byte in
      let lower = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 32 : byte
      return (hash ^ UInt64(lower)) &* 0x0000_0100_0000_01B3
    }
  }
}
