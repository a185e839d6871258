import Detection
import Flows
import Ledger
import Window

extension MultiHopRouting.Scene {
  /// Whether the payment's best route has an innocent explanation of its own.
  func hasInnocentRoute(_ payment: MultiHopRouting.RoutedPayment, of subject: Party) -> Bool {
    isRefund(payment.route) || isVendorAbroad(payment) || isOwnMoney(payment, of: subject)
  }

  /// A refund, or money that a refund of the same amount took back.
  private func isRefund(_ route: Route) -> Bool {
    route.steps.contains { step in
      window.transactions.kind[step.row] == .refund
        || retraced.value(step.row) { isRetraced(step.row) }
    }
  }

  /// Whether a payment of the same amount went the other way and belongs to this one.
  ///
  /// Each reverse payment belongs to the latest free payment before it, or to the earliest after it when there is none.
  private func isRetraced(_ row: Int) -> Bool {
    let table = window.transactions
    let (debtor, creditor, amount) = (table.debtor[row], table.creditor[row], table.amount[row])
    let back = ledgers.paid(by: creditor).filter {
      table.creditor[Int($0)] == debtor && table.amount[Int($0)] == amount
    }
    if back.isEmpty { return false }
    var free = ledgers.paid(by: debtor).filter {
      table.creditor[Int($0)] == creditor && table.amount[Int($0)] == amount
    }
    for reverse in back {
      guard let place = free.lastIndex(where: { $0 < reverse }) ?? free.indices.first else { return false }
      if Int(free.remove(at: place)) == row { return true }
    }
    return false
  }

  /// A customer paid an established vendor who openly lives in the sink's country and banks there in its own name.
  private func isVendorAbroad(_ payment: MultiHopRouting.RoutedPayment) -> Bool {
    guard let last = payment.route.steps.last, let vendor = window.parties.account(owner(ofDebtor: last.row)),
      let declared = window.text(vendor.country), declared == sinkCountry(last.row),
      isSame(vendor.party, window.transactions.creditor[last.row]),
      isInOwnName(window.transactions.creditor[last.row], of: vendor)
    else { return false }
    let paidAt = Instant(micros: window.transactions.bookedAt[payment.row])
    let isEstablished = vendor.openedAt.map { $0 + settings.span(MultiHopRouting.tenure) <= paidAt } ?? false
    return vendor.role == .vendor || isEstablished
  }

  /// Whether an endpoint's holder goes by the name of the account that registered it. Names in two scripts cannot
  /// be compared, and count as one.
  private func isInOwnName(_ party: Party, of account: Account) -> Bool {
    guard let endpoint = window.parties.endpoint(party), let held = window.text(endpoint.holderName),
      let registered = window.text(account.holderName), held.utf8.allSatisfy({ $0 < 128 }),
      registered.utf8.allSatisfy({ $0 < 128 })
    else { return true }
    let names = (
      comparableName(held).joined(separator: " "), comparableName(registered).joined(separator: " ")
    )
    return jaroWinkler(names.0, names.1) >= settings[MultiHopRouting.nameLikeness]
  }

  /// Money that ends in the subject's own name, where the subject openly lives or by a currency conversion.
  private func isOwnMoney(_ payment: MultiHopRouting.RoutedPayment, of subject: Party) -> Bool {
    guard let last = payment.route.steps.last, isSame(window.transactions.creditor[last.row], subject) else {
      return false
    }
    return ["CN", "HK", "MO"].contains(window.country(subject))
      || payment.route.steps.contains { window.transactions.kind[$0.row] == .conversion }
  }

  /// Leaves out flows to an intermediary, or from a last one, that orders, contracts or invoices mostly cover.
  func withoutAuthorised(_ payments: [MultiHopRouting.RoutedPayment]) -> [MultiHopRouting.RoutedPayment] {
    let leaving = coverage(payments.map { ($0.intermediaries.first, $0.row) })
    let arriving = coverage(payments.map { ($0.intermediaries.last, $0.route.steps.last?.row ?? $0.row) })
    return payments.filter {
      !leaving.contains($0.intermediaries.first) && !arriving.contains($0.intermediaries.last)
    }
  }

  /// The parties whose transactions are covered up to the authorised share.
  private func coverage(_ transactions: [(party: Party?, row: Int)]) -> Set<Party?> {
    var amounts: [Party?: (covered: Int128, whole: Int128)] = [:]
    for (party, row) in transactions {
      let amount = Int128(window.transactions.amount[row])
      amounts[party, default: (0, 0)].whole += amount
      if authorised.value(row, else: { isAuthorised(row) }) {
        amounts[party, default: (0, 0)].covered += amount
      }
    }
    let share = Int128(settings[MultiHopRouting.authorisedShare])
    return Set(amounts.filter { $0.value.covered * 1000 >= $0.value.whole * share }.keys)
  }

  /// Whether a purchase order, contract or invoice between these very parties stands behind a transaction.
  private func isAuthorised(_ row: Int) -> Bool {
    let table = window.transactions
    guard let id = window.text(table.authorisation[row]), let found = authorisation(id),
      let kind = found.kind,
      [.purchaseOrder, .contract, .invoice].contains(kind)
    else { return false }
    return isSame(found.payer, table.debtor[row])
      && found.payee.map { isSame($0, table.creditor[row]) } ?? true
  }

  /// Binary search: authorisations ascend by id, bytewise.
  private func authorisation(_ id: String) -> Authorisation? {
    var (low, high) = (0, window.authorisations.count)
    while low < high {
      let middle = (low + high) / 2
      if window.texts.utf8(window.authorisations[middle].id).lexicographicallyPrecedes(id.utf8) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low < window.authorisations.count, window.text(window.authorisations[low].id) == id else {
      return nil
    }
    return window.authorisations[low]
  }

  private func owner(ofDebtor row: Int) -> Party { window.parties.owner(window.transactions.debtor[row]) }

  /// Declared country of the creditor, or its bank's by characters 5-6 of the BIC (ISO 9362).
  func sinkCountry(_ row: Int) -> String? {
    let sink = window.transactions.creditor[row]
    if let country = window.country(sink) { return country }
    guard let bic = window.text(window.parties.endpoint(sink)?.bic ?? .none), bic.utf8.count >= 6 else {
      return nil
    }
    return String(bic.dropFirst(4).prefix(2))
  }
}
