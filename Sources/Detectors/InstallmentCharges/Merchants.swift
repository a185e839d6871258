import Detection
import Ledger
import Window

/// What is known of payees from everybody's payments: which of them are established merchants.
struct Merchants {
  private let payers: [Party: Set<Party>]
  private let details: SharedDetails
  private let window: Window

  /// O(rows).
  init(_ book: ChargeBook, details: SharedDetails, in scope: Scope) {
    let window = scope.window
    let table = window.transactions
    var isPayee = Array(repeating: false, count: window.parties.count)
    for charge in book.charges.values.joined() { isPayee[Int(charge.payee)] = true }
    var payers: [Party: Set<Party>] = [:]
    for row in scope.rows where table.status[row] == .settled {
      let payee = window.parties.owner(table.creditor[row])
      guard isPayee[Int(payee)], table.kind[row] == .charge || table.kind[row] == .transfer else { continue }
      payers[payee, default: []].insert(window.parties.owner(table.debtor[row]))
    }
    self.payers = payers
    self.details = details
    self.window = window
  }

  /// Whether the payee's charges to one payer are innocent by their pattern, for every payer alike or for this one.
  ///
  /// `charges` are all of them, ascending in time, authorised or not.
  func explains(_ payee: Party, _ charges: [Charge], _ leave: Leave, _ detector: InstallmentCharges) -> Bool {
    guard let first = charges.first else { return true }
    if isOwn(payee, of: first.payer) { return true }
    let isEven = Regularity.isSubscription(charges)
    if isEven && leave.hasPlan(charges) { return true }
    if details.worker(sharingWith: payee, in: window) != nil { return false }
    let others = (payers[payee] ?? []).subtracting([first.payer, payee]).count
    if others >= detector.settings.count(InstallmentCharges.otherPayers) { return true }
    let isOldVendor: Bool
    if let account = window.parties.account(payee), account.role == .vendor, let opened = account.openedAt {
      isOldVendor = opened < first.at - detector.settings.span(InstallmentCharges.newMerchant)
    } else {
      isOldVendor = false
    }
    return isOldVendor && (isEven || Regularity.isMonthly(charges))
  }

  /// Whether payer and payee are one holder, by name or by e-mail.
  private func isOwn(_ payee: Party, of payer: Party) -> Bool {
    func holders(_ party: Party) -> Set<DetailKey> {
      guard let account = window.parties.account(party) else {
        return Set([window.holderName(party).flatMap { DetailKey.name($0) }].compactMap(\.self))
      }
      return Set(DetailKey.holders(of: account, in: window).filter { $0.kind != .phone })
    }
    return !holders(payee).isDisjoint(with: holders(payer))
  }
}
