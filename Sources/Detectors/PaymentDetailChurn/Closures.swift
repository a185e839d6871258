import Detection
import Ledger
import Window

/// When a payee lost a way to be paid: a payout came back, a request was refused, an account of the same holder was closed.
struct Closures {
  private var times: [Party: [Instant]] = [:]

  /// Words of `payout_requests.status` that mean no.
  private static let refusals: Set<String> = [
    "rejected", "refused", "declined", "failed", "returned", "closed",
  ]

  /// O(accounts + requests).
  init(_ scope: Scope, payees: Set<Party>, payouts: PayoutBook) {
    let window = scope.window
    var holders: [DetailKey: [Party]] = [:]
    for payee in payees {
      times[payee] = (payouts.returned[payee] ?? []).map { Instant(micros: window.transactions.bookedAt[$0]) }
      guard let account = window.parties.account(payee) else { continue }
      for key in DetailKey.holders(of: account, in: window) { holders[key, default: []].append(payee) }
    }
    for request in window.payoutRequests[scope.requests]
    where payees.contains(request.account)
      && Self.refusals.contains(window.text(request.status)?.lowercased() ?? "")
    {
      times[request.account, default: []].append(request.requestedAt)
    }
    for account in window.parties.accounts {
      guard let closed = account.closedAt, closed >= scope.from, closed < scope.asOf else { continue }
      for key in DetailKey.holders(of: account, in: window) {
        for payee in holders[key] ?? [] where payee != account.party {
          times[payee, default: []].append(closed)
        }
      }
    }
  }

  /// Whether something closed in the period up to an instant.
  func precede(_ at: Instant, of payee: Party, within period: Span) -> Bool {
    (times[payee] ?? []).contains { $0 <= at && at - period <= $0 }
  }
}
