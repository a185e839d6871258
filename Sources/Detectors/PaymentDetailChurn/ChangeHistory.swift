import Detection
import Ledger
import Window

/// One change of payout details that counts: one or more rows within a day.
struct CountedChange {
  var rows: [DetailChange]
  let before: PayoutDetail
  var after: PayoutDetail
  /// When the first row was made.
  let at: Instant
  /// Whether it goes back to the detail before the previous change, after money went to the one between.
  var isReversion = false
}

/// What remains of a payee's changes of payout details once the innocent ones are taken out.
struct ChangeHistory {
  let scope: Scope
  let payouts: PayoutBook
  let settings: Settings
  /// The endpoints that payees registered.
  let owned: [Party: [Endpoint]]

  /// The counted changes of one payee, ascending in time. `changes`: their rows in view, migrations removed. O(n × payouts).
  func counted(_ changes: [DetailChange], of payee: Party) -> [CountedChange] {
    let window = scope.window
    guard let first = changes.first else { return [] }
    var history: [CountedChange] = []
    var current = detail(before: first, of: payee)
    var enteredAt =
      current.endpoint.flatMap { window.parties.endpoint($0)?.addedAt }
      ?? window.parties.account(payee)?.openedAt
    var hasBeenRenamed = false
    for change in changes {
      let next = PayoutDetail(
        endpoint: change.endpoint, value: window.text(change.newValue), field: change.field)
      let said = PayoutDetail(value: window.text(change.oldValue), field: change.field)
      if change.field == .holderName {
        if isRenaming(change) && !hasBeenRenamed {
          hasBeenRenamed = true
          continue
        }
      }
      if said.value != nil && said.leadsTo(PayoutDetail(value: next.value, field: change.field), in: window) {
        continue
      }
      if current.leadsTo(next, in: window) { continue }
      if isTypingError(current, said, next, enteredAt: enteredAt, at: change.changedAt, payee) {
        if var last = history.popLast() {
          last.after = next
          history.append(last)
        }
        current = next
        continue
      }
      if var last = history.last, change.changedAt - last.at < settings.span(PaymentDetailChurn.oneChange),
        !wasPaid(last.after, of: payee, from: last.at, before: change.changedAt)
      {
        last.rows.append(change)
        let isPlace = next.endpoint != nil || (last.after.endpoint == nil && change.field != .holderName)
        if isPlace { last.after = next }
        history.removeLast()
        if !last.before.leadsTo(last.after, in: window) { history.append(last) }
        current = last.after
        continue
      }
      var counted = CountedChange(rows: [change], before: current, after: next, at: change.changedAt)
      if let last = history.last, last.before.leadsTo(next, in: window) {
        if wasPaid(last.after, of: payee, from: last.at, before: change.changedAt) {
          counted.isReversion = true
          history.append(counted)
        } else {
          history.removeLast()
        }
      } else {
        history.append(counted)
      }
      // A name is no place to pay to: the detail in force stays.
      if change.field != .holderName || next.endpoint != nil {
        (current, enteredAt) = (next, change.changedAt)
      }
    }
    return history.filter { !isAddition($0, of: payee) }
  }

  /// The detail in force before a payee's first change in view: the endpoint with the old value's number, else that of
  /// the latest payout before.
  private func detail(before change: DetailChange, of payee: Party) -> PayoutDetail {
    let window = scope.window
    let old = PayoutDetail(value: window.text(change.oldValue), field: change.field)
    let paid = payouts.last(of: payee, before: change.changedAt)
      .flatMap { window.parties.endpoint(window.transactions.creditor[$0])?.party }
    let named = (owned[payee] ?? []).filter {
      $0.addedAt.map { $0 <= change.changedAt } ?? true && $0.party != change.endpoint
    }
    let match = named.filter {
      old.leadsTo(PayoutDetail(endpoint: $0.party, field: change.field), in: window)
    }
    let endpoint = match.map(\.party).min { precedesBytewise(window.id($0), window.id($1)) } ?? paid
    return PayoutDetail(endpoint: endpoint, value: old.value, field: change.field)
  }

  private func wasPaid(_ detail: PayoutDetail, of payee: Party, from: Instant, before: Instant) -> Bool {
    !payouts.payouts(of: payee, to: detail, from: from, before: before).isEmpty
  }

  /// A correction soon after the entry of a detail that was never paid.
  private func isTypingError(
    _ current: PayoutDetail, _ said: PayoutDetail, _ next: PayoutDetail, enteredAt: Instant?, at: Instant,
    _ payee: Party
  ) -> Bool {
    guard let enteredAt, enteredAt <= at, at - settings.span(PaymentDetailChurn.typingPeriod) <= enteredAt,
      !wasPaid(current, of: payee, from: scope.from, before: at)
    else { return false }
    let window = scope.window
    let clear = PayoutDetail(value: next.value, field: next.field)
    return current.isNear(next, in: window) || said.isNear(clear, in: window)
  }

  /// A new name that keeps a part of the old one, as after a marriage.
  private func isRenaming(_ change: DetailChange) -> Bool {
    guard let old = scope.window.text(change.oldValue), let new = scope.window.text(change.newValue) else {
      return false
    }
    return haveCommonPart(comparableName(old), comparableName(new))
  }

  /// A second detail for another currency: both stay in use, each for its own money.
  private func isAddition(_ change: CountedChange, of payee: Party) -> Bool {
    guard change.before.endpoint != nil, change.after.endpoint != nil else { return false }
    func currencies(_ detail: PayoutDetail) -> Set<Text> {
      let rows = payouts.payouts(of: payee, to: detail, from: change.at, before: scope.asOf)
      return Set(rows.map { scope.window.transactions.currency[$0] })
    }
    let (old, new) = (currencies(change.before), currencies(change.after))
    return !old.isEmpty && !new.isEmpty && old.isDisjoint(with: new)
  }
}
