import Detection
import Ledger
import Window

extension Window {
  /// How many accounts remain when those with one name, e-mail or phone count once. O(n²) in the accounts.
  func unrelated(_ accounts: [Party]) -> Int {
    var clusters: [Set<DetailKey>] = []
    for account in accounts {
      var keys = Set(parties.account(account).map { DetailKey.holders(of: $0, in: self) } ?? [])
      keys.insert(DetailKey(kind: .endpoint, value: id(account)))
      clusters.removeAll { cluster in
        let isOne = !cluster.isDisjoint(with: keys)
        if isOne { keys.formUnion(cluster) }
        return isOne
      }
      clusters.append(keys)
    }
    return clusters.count
  }

  /// Whether one of the endpoints is in the names of both of two accounts.
  func isJoint(_ accounts: [Party], _ endpoints: [Endpoint]) -> Bool {
    guard accounts.count == 2 else { return false }
    return endpoints.contains { endpoint in
      let holder = Set(text(endpoint.holderName).map(comparableName) ?? [])
      return accounts.allSatisfy { account in
        let name = holderName(account).map(comparableName) ?? []
        return !name.isEmpty && holder.isSuperset(of: name)
      }
    }
  }

  /// Whether an endpoint is in the name of an account: alike, or with a part in common, as after a marriage or on a joint
  /// account. Names that are missing or in two scripts cannot be compared and count as one.
  func isInName(_ endpoint: Endpoint, of account: Account, likeness: Int64) -> Bool {
    if endpoint.holderName.isNone || endpoint.holderName == account.holderName { return true }
    guard let held = text(endpoint.holderName), let own = text(account.holderName) else { return true }
    let (first, second) = (comparableName(held), comparableName(own))
    guard !first.isEmpty, !second.isEmpty, first.allSatisfy(isLatin) == second.allSatisfy(isLatin) else {
      return true
    }
    // Where the provider's name stands in the holder's place, nothing is said about the holder.
    if let provider = text(endpoint.institutionName).map({ comparableName($0) }), !provider.isEmpty,
      Set(provider).isSubset(of: first)
    {
      return true
    }
    return haveCommonPart(first, second)
      || jaroWinkler(first.joined(separator: " "), second.joined(separator: " ")) >= likeness
  }
}

/// Whether two names, as ``comparableName(_:)`` gives them, have a word in common that is neither an initial nor a particle.
/// Short names are names: Li and Wu count as much as longer ones.
func haveCommonPart(_ one: [String], _ other: [String]) -> Bool {
  !Set(one).isDisjoint(with: other.filter { $0.utf8.count >= 2 && !particles.contains($0) })
}

private let particles: Set<String> = [
  "al", "ap", "da", "de", "di", "do", "du", "el", "la", "le", "lo", "of", "op", "st", "te", "um", "we", "za",
]

/// Whether a word of a ``comparableName(_:)`` is in Latin letters. Names in two scripts cannot be compared.
func isLatin(_ word: String) -> Bool { word.utf8.allSatisfy { $0 < 128 } }

/// Payroll bureaux, employers of record and agencies: organisations that somebody authorised, at whose accounts many may
/// be paid. Found out when first asked: most studies need them for few endpoints or none.
final class Bureaux {
  private let scope: Scope
  private lazy var found = find()

  init(_ scope: Scope) { self.scope = scope }

  /// Whether an endpoint is registered by one of them, or in its name. O(1) expected, after O(authorisations) once.
  func hold(_ endpoint: Endpoint) -> Bool {
    if let owner = endpoint.owner, found.accounts.contains(owner) { return true }
    let window = scope.window
    guard let name = window.text(endpoint.holderName),
      let alike = found.names[window.texts.wholeNameHash(endpoint.holderName)]
    else { return false }
    return alike.contains { window.text($0).map(comparableName) == comparableName(name) }
  }

  /// Those with an authorisation in force at some time in view; the names of their holders by hash.
  private func find() -> (accounts: DenseSet, names: [UInt64: [Text]]) {
    let window = scope.window
    var accounts = DenseSet(upTo: window.parties.count)
    var names: [UInt64: [Text]] = [:]
    for authorisation in window.authorisations {
      guard let payee = authorisation.payee.map({ window.parties.owner($0) }), !accounts.contains(payee),
        let account = window.parties.account(payee),
        account.role == .vendor || account.holderType == .organisation,
        authorisation.validFrom.map({ $0 < scope.asOf }) ?? true,
        authorisation.validTo.map({ scope.from < $0 }) ?? true
      else { continue }
      accounts.insert(payee)
      if !account.holderName.isNone {
        names[window.texts.wholeNameHash(account.holderName), default: []].append(account.holderName)
      }
    }
    return (accounts, names)
  }
}
