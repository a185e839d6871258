import Detection
import Ledger
import Window

/// Which strange names several payees are paid in.
struct HolderGroups {
  /// Payees by the words of the holder's name, order aside.
  private var payees: [UInt64: Set<Party>] = [:]
  private var holders: [Party: UInt64] = [:]
  private let window: Window

  /// O(strange payouts).
  init(_ payouts: StrangePayouts, _ scope: Scope) {
    window = scope.window
    var verdicts = payouts.verdicts
    for (payee, rows) in payouts.byPayee {
      for place in Set(rows.map { scope.window.transactions.creditor[$0] }) {
        guard let endpoint = scope.window.parties.endpoint(place) else { continue }
        let holder = holders[place] ?? verdicts.holder(of: endpoint)
        holders[place] = holder
        payees[holder, default: []].insert(payee)
      }
    }
  }

  /// The rows that are not paid to an agent for more payees than `hub`.
  func withoutAgents(_ rows: [Int], hub: Int) -> [Int] {
    rows.filter { row in
      let holder = holders[window.transactions.creditor[row]]
      return holder.flatMap { payees[$0] }.map { $0.count <= hub } ?? true
    }
  }

  /// Payees unrelated to this one who are paid in the same names.
  func otherPayees(than payee: Party, at endpoints: [Endpoint]) -> [Party] {
    Set(endpoints.flatMap { holders[$0.party].flatMap { payees[$0] } ?? [] })
      .filter { $0 != payee && window.unrelated([$0, payee]) == 2 }
      .sorted { precedesBytewise(window.id($0), window.id($1)) }
  }
}
