import Detection
import Ledger
import Window

/// What some accounts agreed to pay, or to be paid: orders, contracts, invoices, mandates and subscriptions.
///
/// An agreement between two parties covers what the one pays the other while it is in force, named by the transaction or
/// not. Limits are not looked at: here agreements say that there is a business, not that a bill is right.
struct Agreements {
  private struct Pair: Hashable {
    let payer: Party
    let payee: Party
  }

  private var byPair: [Pair: [Authorisation]] = [:]
  /// Without a payee, an authorisation speaks for the transactions that name it.
  private var byID: [Text: Authorisation] = [:]
  private let window: Window

  /// Those in which one of the accounts is payer or payee; `isAsked` by party. O(authorisations).
  init(_ window: Window, of isAsked: [Bool]) {
    self.window = window
    for authorisation in window.authorisations {
      let payer = window.parties.owner(authorisation.payer)
      guard let payee = authorisation.payee.map({ window.parties.owner($0) }) else {
        if isAsked[Int(payer)] { byID[authorisation.id] = authorisation }
        continue
      }
      if isAsked[Int(payer)] || isAsked[Int(payee)] {
        byPair[Pair(payer: payer, payee: payee), default: []].append(authorisation)
      }
    }
  }

  /// Whether an agreement between its two parties stands behind a transaction.
  func cover(_ row: Int) -> Bool {
    let table = window.transactions
    let payer = window.parties.owner(table.debtor[row])
    let pair = Pair(payer: payer, payee: window.parties.owner(table.creditor[row]))
    let at = Instant(micros: table.bookedAt[row])
    if (byPair[pair] ?? []).contains(where: { isInForce($0, at) }) { return true }
    guard let named = byID[table.authorisation[row]] else { return false }
    return window.parties.owner(named.payer) == payer && isInForce(named, at)
  }

  private func isInForce(_ authorisation: Authorisation, _ at: Instant) -> Bool {
    authorisation.validFrom.map { $0 <= at } ?? true && authorisation.validTo.map { at < $0 } ?? true
  }
}
