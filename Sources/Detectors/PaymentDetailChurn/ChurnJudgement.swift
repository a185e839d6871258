import Detection
import Ledger
import Window

/// Weighs the counted changes of one payee.
struct ChurnJudgement {
  let payee: Party
  let counted: [CountedChange]
  /// Rows of payouts to new details, ascending.
  let rows: [Int]
  private let scope: Scope
  private let settings: Settings
  private let contacts: [DetailChange]
  private let payouts: PayoutBook
  private let closures: Closures
  private let paid: [[Int]]

  private var window: Window { scope.window }
  private var account: Account? { window.parties.account(payee) }

  init(
    scope: Scope, settings: Settings, payee: Party, counted: [CountedChange], contacts: [DetailChange],
    payouts: PayoutBook, closures: Closures
  ) {
    (self.scope, self.settings, self.payee, self.counted) = (scope, settings, payee, counted)
    (self.contacts, self.payouts, self.closures) = (contacts, payouts, closures)
    paid = counted.map { payouts.payouts(of: payee, to: $0.after, from: $0.at, before: scope.asOf) }
    rows = Set(paid.joined()).sorted()
  }

  /// `isShared`: another payee is paid at one of the new details. Throws ``LedgerError/overflow(_:)``.
  func finding(isShared: Bool) throws -> Finding {
    let waits = zip(counted, paid).compactMap { change, rows in
      rows.first.map { Instant(micros: window.transactions.bookedAt[$0]) - change.at }
    }
    let shortest = waits.min() ?? Span(micros: 0)
    let nearby = contacts.filter { contact in
      contact.oldValue != contact.newValue
        && counted.contains {
          abs((contact.changedAt - $0.at).micros) <= settings.span(PaymentDetailChurn.closedBefore).micros
        }
    }
    let rails = counted.map { ($0.before.rail(in: window), $0.after.rail(in: window)) }
    let raised: [(Signal, Bool)] = [
      (PaymentDetailChurn.frequent, true),
      (PaymentDetailChurn.beforePayout, shortest <= settings.span(PaymentDetailChurn.soon)),
      (PaymentDetailChurn.reverted, counted.contains(where: \.isReversion)),
      (PaymentDetailChurn.otherName, counted.contains(where: isUnlikeName)),
      (PaymentDetailChurn.otherCountry, counted.contains(where: isOtherCountry)),
      (PaymentDetailChurn.newRail, rails.contains { $0?.isBank == true && $1?.isBank == false }),
      (PaymentDetailChurn.early, counted.contains(where: isEarly)),
      (PaymentDetailChurn.contact, !nearby.isEmpty),
      (
        PaymentDetailChurn.replaced,
        counted.contains {
          closures.precede($0.at, of: payee, within: settings.span(PaymentDetailChurn.closedBefore))
        }
      ), (PaymentDetailChurn.sharedDestination, isShared),
      (PaymentDetailChurn.crypto, rails.contains { $1?.isCrypto == true }),
    ]
    let old = counted.first.flatMap { payouts.last(of: payee, before: $0.at) }.flatMap {
      rows.contains($0) ? nil : $0
    }
    let changes = counted.flatMap(\.rows) + nearby
    return Finding(
      subject: window.id(payee), signals: raised.filter(\.1).map(\.0),
      transactions: [old].compactMap(\.self).map { TransactionEvidence(row: $0, of: window, role: .context) }
        + rows.map { TransactionEvidence(row: $0, of: window, role: .payout) },
      records: changes.map { PaymentDetailChurn.record($0, in: window) },
      measures: [
        "changes": .count(counted.count), "contact_changes": .count(nearby.count),
        "payouts": .count(rows.count),
        "paid_out": .money(try Money.sum(rows.map { Money(micros: window.transactions.amount[$0]) })),
        "change_to_payout": .duration(shortest),
      ])
  }

  /// Whether the new detail's holder, or the new holder's name, is unlike the payee's. Names of two scripts cannot be
  /// compared and say nothing.
  private func isUnlikeName(_ change: CountedChange) -> Bool {
    let own = account.flatMap { window.text($0.holderName) }
    var pairs: [(String?, String?)] = change.rows.filter { $0.field == .holderName }
      .map { (window.text($0.oldValue), window.text($0.newValue)) }
    if let endpoint = change.after.endpoint.flatMap({ window.parties.endpoint($0) }) {
      pairs.append((own, window.text(endpoint.holderName)))
    }
    return pairs.contains { old, new in
      guard let old, let new, isLatin(old) == isLatin(new) else { return false }
      let (first, second) = (comparableName(old), comparableName(new))
      return !first.isEmpty && !second.isEmpty
        && jaroWinkler(first.joined(separator: " "), second.joined(separator: " "))
          < settings[PaymentDetailChurn.nameLikeness]
    }
  }

  private func isLatin(_ name: String) -> Bool {
    comparableName(name).allSatisfy { $0.utf8.allSatisfy { $0 < 128 } }
  }

  private func isOtherCountry(_ change: CountedChange) -> Bool {
    guard let new = change.after.country(in: window) else { return false }
    let known = account.flatMap { window.text($0.country) } ?? change.before.country(in: window)
    return known.map { $0 != new } ?? false
  }

  private func isEarly(_ change: CountedChange) -> Bool {
    guard let opened = account?.openedAt else { return false }
    return opened <= change.at && change.at - settings.span(PaymentDetailChurn.earlyDays) < opened
  }
}
