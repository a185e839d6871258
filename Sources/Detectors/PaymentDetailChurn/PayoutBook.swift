import Detection
import Ledger
import Window

/// The payouts in view of every payee who changed details.
struct PayoutBook {
  /// Rows by payee, ascending in time: to an endpoint of theirs or to the payee's own account.
  private(set) var rows: [Party: [Int]] = [:]
  /// Rows of payouts that failed or came back, by payee, ascending in time.
  private(set) var returned: [Party: [Int]] = [:]
  private let window: Window

  /// `changed` are the endpoints each payee changed to. O(rows + parties).
  init(_ scope: Scope, changed: [Party: Set<Party>]) {
    window = scope.window
    let table = window.transactions
    var isPayee = Array(repeating: false, count: window.parties.count)
    var adopters: [Party: [Party]] = [:]
    for (payee, endpoints) in changed {
      isPayee[Int(payee)] = true
      for endpoint in endpoints { adopters[endpoint, default: []].append(payee) }
    }
    for row in scope.rows where table.kind[row] == .payout || table.kind[row] == .transfer {
      let (debtor, creditor) = (table.debtor[row], table.creditor[row])
      let payees: [Party]
      if isPayee[Int(creditor)] {
        payees = table.kind[row] == .payout ? [creditor] : []
      } else if let endpoint = window.parties.endpoint(creditor) {
        let isOwn =
          adopters[creditor]?.contains(debtor) ?? false || endpoint.owner.map { $0 == debtor } ?? true
        if isPayee[Int(debtor)] {
          payees = isOwn ? [debtor] : []
        } else if let owner = endpoint.owner, isPayee[Int(owner)] {
          payees = [owner]
        } else {
          payees = adopters[creditor] ?? []
        }
      } else {
        payees = []
      }
      for payee in payees where table.status[row] != .pending {
        if table.status[row] == .settled {
          rows[payee, default: []].append(row)
        } else {
          returned[payee, default: []].append(row)
        }
      }
    }
  }

  /// Rows of a payee's payouts to a detail in `[from, before)`. A detail without an endpoint may be any that was first
  /// paid then. Where the warehouse books payouts to the payee's account alone, every payout goes to the detail in force.
  func payouts(of payee: Party, to detail: PayoutDetail, from: Instant, before: Instant) -> [Int] {
    let table = window.transactions
    let toEndpoints = (rows[payee] ?? []).filter { table.creditor[$0] != payee }
    let all = toEndpoints.isEmpty ? rows[payee] ?? [] : toEndpoints
    let within = all.filter { table.bookedAt[$0] >= from.micros && table.bookedAt[$0] < before.micros }
    if detail.endpoint != nil {
      return within.filter {
        table.creditor[$0] == payee
          || detail.leadsTo(PayoutDetail(endpoint: table.creditor[$0], field: detail.field), in: window)
      }
    }
    let earlier = Set(all.filter { table.bookedAt[$0] < from.micros }.map { table.creditor[$0] })
    return within.filter { !earlier.contains(table.creditor[$0]) || table.creditor[$0] == payee }
  }

  /// The latest payout of a payee before an instant.
  func last(of payee: Party, before: Instant) -> Int? {
    rows[payee]?.last { window.transactions.bookedAt[$0] < before.micros }
  }
}
