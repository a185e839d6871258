import Detection
import Ledger
import Window

/// An account of a payee that was closed or suspended.
struct EndedAccount {
  let party: Party
  let at: Instant
  let isSuspended: Bool
  /// Whether the warehouse says when; else money last moved then.
  let isDated: Bool
}

/// The accounts of payees that ended in view.
struct EndedAccounts {
  /// Ascending by party.
  private(set) var all: [EndedAccount] = []

  /// O(accounts); and one pass over the rows if some ended on an unknown date.
  init(_ scope: Scope) {
    let window = scope.window
    var undated: [Account] = []
    for account in window.parties.accounts where account.isPayee {
      if let at = account.closedAt {
        guard at >= scope.from, at < scope.asOf else { continue }
        all.append(
          EndedAccount(
            party: account.party, at: at, isSuspended: account.status == .suspended, isDated: true))
      } else if account.status == .closed || account.status == .suspended {
        undated.append(account)
      }
    }
    if undated.isEmpty { return }
    let last = Self.lastMovements(of: undated, in: scope)
    for account in undated {
      guard let row = last[account.party] else { continue }
      all.append(
        EndedAccount(
          party: account.party, at: Instant(micros: window.transactions.bookedAt[row]),
          isSuspended: account.status == .suspended, isDated: false))
    }
    all.sort { $0.party < $1.party }
  }

  /// The last settled row in view of each account that has one.
  private static func lastMovements(of accounts: [Account], in scope: Scope) -> [Party: Int] {
    let table = scope.window.transactions
    var isAsked = Array(repeating: false, count: scope.window.parties.count)
    for account in accounts { isAsked[Int(account.party)] = true }
    var last: [Party: Int] = [:]
    let (status, debtor, creditor) = (table.status.span, table.debtor.span, table.creditor.span)
    for row in scope.rows where status[row] == .settled {
      if isAsked[Int(debtor[row])] { last[debtor[row]] = row }
      if isAsked[Int(creditor[row])] { last[creditor[row]] = row }
    }
    return last
  }
}

extension Account {
  /// Whether others pay it for work or goods.
  var isPayee: Bool { role != .client && role != .platform }
}
