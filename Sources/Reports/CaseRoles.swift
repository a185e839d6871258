import Detection
import Ledger

/// What a party is in a case. The order is of weight: who is several things is the first of them.
package enum PartyRole: String, Codable, CaseIterable, Comparable, Sendable {
  /// An alert is about them.
  case subject
  /// Passed money on along a route.
  case intermediary
  /// Where counted money ended, as far as it is seen.
  case recipient
  /// Whose money it had been. Not under suspicion.
  case payer
  /// On the evidence for understanding.
  case mentioned

  package static func < (left: PartyRole, right: PartyRole) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }
}

extension CaseRecord {
  /// The role of every party on the evidence, by id. O(evidence).
  package var roles: [String: PartyRole] {
    var roles: [String: PartyRole] = [:]
    func note(_ party: String, _ role: PartyRole) { roles[party] = min(roles[party] ?? .mentioned, role) }
    for party in parties { note(party.id, .mentioned) }
    for alert in alerts { note(alert.subjectID, .subject) }
    let subjects = Set(alerts.map(\.subjectID))
    let last = lastHops
    for transaction in transactions {
      for use in transaction.uses {
        switch use.role {
        case .hop:
          let isLast = use.hop == last[RouteKey(use)]
          note(transaction.creditorID, isLast ? .recipient : .intermediary)
        case .routed:
          // Its route may be among those a cap left out: then the creditor is whoever passed it on.
          note(transaction.creditorID, .intermediary)
        case .charge:
          note(transaction.debtorID, .payer)
          note(transaction.creditorID, .recipient)
        case .payout: note(transaction.creditorID, .recipient)
        case .dealing where subjects.contains(transaction.creditorID): note(transaction.debtorID, .payer)
        case .dealing: note(transaction.creditorID, .recipient)
        case .context where !subjects.contains(transaction.debtorID): note(transaction.debtorID, .payer)
        case .context: break
        }
      }
    }
    return roles
  }

  /// Parties of one role, in the order of ``parties``.
  package func parties(_ role: PartyRole, in roles: [String: PartyRole]) -> [CaseParty] {
    parties.filter { roles[$0.id] == role }
  }

  /// The number of transactions on each route.
  private var lastHops: [RouteKey: Int] {
    var last: [RouteKey: Int] = [:]
    for use in transactions.lazy.flatMap(\.uses) where use.role == .hop {
      last[RouteKey(use), default: 0] = max(last[RouteKey(use)] ?? 0, use.hop ?? 0)
    }
    return last
  }
}

/// One route of one alert.
struct RouteKey: Hashable {
  let alertID: String
  let route: Int

  init(_ use: CaseTransaction.Use) {
    alertID = use.alertID
    route = use.route ?? 0
  }
}
