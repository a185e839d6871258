import Detection
import Ledger
import Window

/// Several unrelated payees at one destination.
struct Meeting {
  /// The destination's endpoint, or a digest of it when it has none.
  let subject: String
  /// Ascending by identifier.
  let payees: [Party]
  /// How many remain when those of one name, e-mail or phone count once.
  let unrelated: Int
  /// The changes that led here, ascending in time.
  let changes: [DetailChange]
  /// Endpoints of payees who registered the destination themselves.
  let registered: [Endpoint]
  /// Rows of the settled payouts to the destination.
  let payouts: [Int]
  let isCrypto: Bool
}

/// Finds the destinations at which unrelated payees meet.
struct Convergence {
  let scope: Scope
  let settings: Settings

  private var window: Window { scope.window }

  /// The meetings of payees by these changes, migrations removed. O(parties + rows + n log n).
  func meetings(of changes: [DetailChange]) -> [Meeting] {
    var byKey: [DetailKey: [DetailChange]] = [:]
    for change in changes where change.oldValue.isNone || change.oldValue != change.newValue {
      if let key = destination(of: change) { byKey[key, default: []].append(change) }
    }
    if byKey.isEmpty { return [] }
    let shared = SharedDetails(of: Set(byKey.keys), in: scope)
    let bureaux = Bureaux(scope)
    return byKey.keys.sorted(by: DetailKey.precedes).compactMap { key in
      meeting(at: key, byKey[key] ?? [], shared.endpoints[key] ?? [], bureaux)
    }
  }

  /// Where a change leads, in the one form all changes to that place share; nil when it does not say.
  private func destination(of change: DetailChange) -> DetailKey? {
    if let endpoint = change.endpoint.flatMap({ window.parties.endpoint($0) }) {
      return DetailKey.destinations(of: endpoint, in: window).first
    }
    guard let value = window.text(change.newValue), !value.contains(where: { "*•…".contains($0) }) else {
      return nil
    }
    switch change.field {
    case .bankAccount: return DetailKey.number(value, at: nil)
    case .wallet: return value.utf8.count < DetailKey.selfSufficientLength ? nil : DetailKey.address(value)
    case .payoutMethod, .holderName, .email, .phone, .address: return nil
    }
  }

  private func meeting(
    at key: DetailKey, _ changes: [DetailChange], _ parties: [Party], _ bureaux: Bureaux
  ) -> Meeting? {
    let endpoints = parties.compactMap { window.parties.endpoint($0) }.filter {
      DetailKey.destinations(of: $0, in: window).first == key
    }
    let changed = Set(changes.map(\.account))
    let registered = endpoints.filter { endpoint in
      endpoint.owner.map { isPayee($0) && !changed.contains($0) } ?? false
    }
    let payees = changed.union(registered.compactMap(\.owner))
      .sorted { precedesBytewise(window.id($0), window.id($1)) }
    let unrelated = window.unrelated(payees)
    guard unrelated >= max(2, settings.count(PaymentDetailChurn.convergingPayees)),
      !window.isJoint(payees, endpoints),
      !endpoints.contains(where: { window.classification.isStop[Int($0.party)] || bureaux.hold($0) })
    else { return nil }
    let places = Set(endpoints.map(\.party))
    let table = window.transactions
    let payouts = scope.rows.filter { row in
      places.contains(table.creditor[row]) && table.status[row] == .settled
        && (table.kind[row] == .payout || table.kind[row] == .transfer)
    }
    return Meeting(
      subject: endpoints.first.map { window.id($0.party) } ?? digest(ofDetail: key.text), payees: payees,
      unrelated: unrelated, changes: changes,
      registered: registered, payouts: payouts,
      isCrypto: endpoints.contains { $0.kind.isCrypto } || key.kind == .address)
  }

  private func isPayee(_ party: Party) -> Bool {
    guard let account = window.parties.account(party) else { return false }
    return account.role == .worker || (account.role == nil && account.holderType != .organisation)
  }
}
