import Ledger
import Window

/// Changes that many payees made together: a bank's merger, a new numbering, a platform's own conversion.
enum Migrations {
  /// The changes that are nobody's own: those of a batch, and those of `least` payees or more in one field on one day
  /// (UTC) by one actor or to one institution. Removed from `changes`, whose order stays. O(n).
  static func removed(from changes: ArraySlice<DetailChange>, in window: Window, least: Int) -> [DetailChange]
  {
    struct Together: Hashable {
      let field: DetailField
      let day: Int64
      let actor: Text?
      let institution: String?
    }
    func keys(_ change: DetailChange) -> [Together] {
      let day = change.changedAt.dayNumber
      var keys: [Together] = []
      // What payees do for themselves is no migration, however many do it on one day.
      if window.text(change.actor) == window.id(change.account) { return [] }
      if !change.actor.isNone {
        keys.append(Together(field: change.field, day: day, actor: change.actor, institution: nil))
      }
      if let endpoint = change.endpoint.flatMap({ window.parties.endpoint($0) }),
        let institution = window.text(endpoint.bic).map({ String($0.prefix(8)) })
          ?? window.text(endpoint.clearingCode) ?? window.text(endpoint.institutionName)
      {
        keys.append(Together(field: change.field, day: day, actor: nil, institution: institution))
      }
      return keys
    }
    let together = changes.map(keys)
    var payees: [Together: Set<Party>] = [:]
    for (change, keys) in zip(changes, together) {
      for key in keys { payees[key, default: []].insert(change.account) }
    }
    return zip(changes, together).filter { change, keys in
      change.batch.isNone && !keys.contains { (payees[$0]?.count ?? 0) >= least }
    }.map(\.0)
  }
}
