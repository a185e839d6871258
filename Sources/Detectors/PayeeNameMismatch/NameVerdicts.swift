import Detection
import Ledger
import Names
import Window

/// Whether an endpoint can be in a payee's own name.
struct NameVerdicts {
  private let window: Window
  /// Former names of accounts, from their changes of holder name.
  private let formerNames: [Party: [Text]]
  private let bureaux: Bureaux
  private var (mine, others, third) = (Name(), Name(), Name())

  /// O(changes + authorisations).
  init(_ scope: Scope) {
    window = scope.window
    bureaux = Bureaux(scope)
    var former: [Party: [Text]] = [:]
    for change in scope.window.detailChanges where change.field == .holderName && !change.oldValue.isNone {
      former[change.account, default: []].append(change.oldValue)
    }
    formerNames = former
  }

  /// Whether nothing explains that the payee is paid at the endpoint. Both must have a holder's name. O(words²).
  mutating func isStrange(_ endpoint: Endpoint, to payee: Party) -> Bool {
    guard let account = window.parties.account(payee) else { return false }
    if window.texts.nameHash(account.holderName) == window.texts.nameHash(endpoint.holderName)
      && isPlain(account.holderName)
    {
      return false
    }
    others.read(window.texts.utf8(endpoint.holderName))
    mine.read(window.texts.utf8(account.holderName))
    guard mine.relation(to: others) == .different else { return false }
    for former in formerNames[payee] ?? [] {
      third.read(window.texts.utf8(former))
      if third.relation(to: others) != .different { return false }
    }
    if !endpoint.institutionName.isNone {
      third.read(window.texts.utf8(endpoint.institutionName))
      if third.relation(to: others) != .different { return false }
    }
    if let owner = endpoint.owner, owner != payee, window.unrelated([owner, payee]) == 1 { return false }
    return !bureaux.hold(endpoint)
  }

  /// Whether an endpoint is in the name of a company.
  mutating func isCompany(_ endpoint: Endpoint) -> Bool {
    others.read(window.texts.utf8(endpoint.holderName))
    return others.isOrganisation
  }

  /// The words of an endpoint's holder, in any order.
  mutating func holder(of endpoint: Endpoint) -> UInt64 {
    others.read(window.texts.utf8(endpoint.holderName))
    return others.wholeHash
  }

  /// Every text beyond ASCII has one quick hash.
  private func isPlain(_ text: Text) -> Bool { window.texts.utf8(text).allSatisfy { $0 < 128 } }
}
