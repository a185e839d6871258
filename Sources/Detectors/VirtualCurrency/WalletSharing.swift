import Detection
import Ledger
import Window

/// Which payees name one wallet or exchange account.
struct WalletSharing {
  /// Payees per destination, ascending, two or more.
  private var sharers: [Int: [Party]] = [:]
  private let window: Window
  /// Latest postal address of a payee among the changes in view.
  private var postal: [Party: Text] = [:]

  /// Who used a destination or, having registered it, let another payee use it. O(facts + endpoints + changes).
  init(_ collector: FactCollector, _ scope: Scope) {
    window = scope.window
    var destinations = collector.destinations
    var users: [Int: Set<Party>] = [:]
    for (payee, facts) in collector.facts {
      for fact in facts { for place in fact.destinations { users[place, default: []].insert(payee) } }
    }
    for endpoint in window.parties.endpoints where endpoint.kind.isVirtual {
      guard let owner = endpoint.owner, collector.columns.payees.contains(owner),
        endpoint.addedAt.map({ $0 < scope.asOf }) ?? true
      else { continue }
      let place = destinations.number(of: endpoint)
      if users[place] != nil { users[place]?.insert(owner) }
    }
    for endpoint in window.parties.endpoints where window.classification.isStop[Int(endpoint.party)] {
      if endpoint.kind.isVirtual { users[destinations.number(of: endpoint)] = nil }
    }
    for (place, payees) in users where payees.count > 1 && destinations.places[place].identifiesHolder {
      sharers[place] = payees.sorted()
    }
    for row in scope.changes where window.detailChanges[row].field == .address {
      postal[window.detailChanges[row].account] = window.detailChanges[row].newValue
    }
  }

  /// The other payees who name one of these destinations, ascending.
  func others(than payee: Party, at destinations: Set<Int>) -> [Party] {
    var others: Set<Party> = []
    for place in destinations { others.formUnion(sharers[place] ?? []) }
    others.remove(payee)
    return others.sorted()
  }

  /// Whether two payees share an e-mail address, a telephone or a postal address: a couple, or one person twice.
  func areHousehold(_ left: Party, _ right: Party) -> Bool {
    guard let one = window.parties.account(left), let other = window.parties.account(right) else {
      return false
    }
    func same(_ first: Text?, _ second: Text?) -> Bool {
      guard let first, let second, !first.isNone, !second.isNone else { return false }
      return first == second || window.text(first)?.lowercased() == window.text(second)?.lowercased()
    }
    return same(one.email, other.email) || same(one.phone, other.phone) || same(postal[left], postal[right])
  }
}
