import Detection
import Ledger
import Window

/// Something that closed a payee's ordinary way of being paid.
struct AccountTrouble {
  enum Source {
    /// An account of the payee that was closed or suspended.
    case account(Party)
    /// A request for ordinary money that was refused.
    case request(Int)
    /// A bank account removed, or a payout method left.
    case change(Int)
    /// A payout that failed or came back, and was not sent again to the same place.
    case transaction(Int)
  }

  let source: Source
  let at: Instant

  private static let refusals: Set<String> = [
    "rejected", "failed", "returned", "refused", "declined", "blocked", "bounced",
  ]

  /// The trouble of a payee in the scope, ascending in time. `accounts` are the payee's own and those with the same
  /// e-mail or telephone; `requests` and `changes` are the payee's rows, `virtual` those of them that are about virtual
  /// currency.
  static func all(
    accounts: [Party], ledgers: [Party: PayeeLedger], requests: [Int], changes: [Int],
    virtual: Set<CurrencyFact.Source>, in scope: Scope
  ) -> [AccountTrouble] {
    let window = scope.window
    var found: [AccountTrouble] = []
    for party in accounts {
      guard let account = window.parties.account(party) else { continue }
      // A suspension without a date is as old as the last money that moved.
      let isShut = account.status == .closed || account.status == .suspended
      if let at = account.closedAt ?? (isShut ? ledgers[party]?.lastMovement : nil) {
        found.append(AccountTrouble(source: .account(party), at: at))
      }
      let failed = ledgers[party].map { Self.lost($0, window) } ?? []
      for row in failed {
        found.append(
          AccountTrouble(source: .transaction(row), at: Instant(micros: window.transactions.bookedAt[row])))
      }
    }
    for row in requests where !virtual.contains(.request(row)) {
      let request = window.payoutRequests[row]
      guard let status = window.text(request.status), refusals.contains(status.lowercased()) else { continue }
      found.append(AccountTrouble(source: .request(row), at: request.requestedAt))
    }
    for row in changes
    where !virtual.contains(.change(row)) && isAwayFromBank(window.detailChanges[row], window) {
      found.append(AccountTrouble(source: .change(row), at: window.detailChanges[row].changedAt))
    }
    return found.filter { $0.at >= scope.from && $0.at < scope.asOf }
      .enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
  }

  /// Rows that failed or came back for good. What arrived at the second try, at the same bank account, card or e-wallet, says
  /// that the way was open. O(rows of the ledger).
  private static func lost(_ ledger: PayeeLedger, _ window: Window) -> [Int] {
    if ledger.failed.isEmpty { return [] }
    var arrived: [Party: Int] = [:]
    for row in ledger.fiatPayouts { arrived[window.transactions.creditor[row]] = row }
    return ledger.failed.filter { row in
      arrived[window.transactions.creditor[row]].map { $0 < row } ?? true
    }
  }

  /// A bank account removed with nothing in its place, or bank left for another method.
  private static func isAwayFromBank(_ change: DetailChange, _ window: Window) -> Bool {
    guard change.batch.isNone else { return false }
    switch change.field {
    case .bankAccount:
      let kind = change.endpoint.flatMap { window.parties.endpoint($0)?.kind }
      return kind.map { $0 != .bankAccount } ?? (change.newValue.isNone && !change.oldValue.isNone)
    case .payoutMethod:
      let (old, new) = (
        window.text(change.oldValue)?.lowercased(), window.text(change.newValue)?.lowercased()
      )
      return old.map { $0.hasPrefix("bank") } == true && new.map { $0.hasPrefix("bank") } != true
    default: return false
    }
  }
}
