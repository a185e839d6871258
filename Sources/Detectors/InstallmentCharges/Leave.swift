import Ledger
import Window

/// What payers agreed to, and which charges that covers.
struct Leave {
  /// Places of the authorisations in the window, by their identifiers.
  private let byID: [Text: Int32]
  private let byPayer: RowsByParty
  private let window: Window
  /// By party: the account behind it.
  private let owner: [Party]

  /// O(authorisations + parties).
  init(_ window: Window, owner: [Party]) {
    self.window = window
    self.owner = owner
    let all = window.authorisations
    byPayer = RowsByParty(all.indices, parties: window.parties.count) { owner[Int(all[$0].payer)] }
    var byID = Dictionary<Text, Int32>(minimumCapacity: all.count)
    for place in all.indices { byID[all[place].id] = Int32(place) }
    self.byID = byID
  }

  /// The authorisations of a payer. O(1).
  private func all(of payer: Party) -> some Sequence<Authorisation> {
    byPayer[payer].lazy.map { window.authorisations[Int($0)] }
  }

  /// The charges of one payer that no authorisation covers, in their order.
  ///
  /// A charge is covered by the authorisation it names, when payer and payee agree, it was valid on the day and its
  /// limit holds; a purchase order or an invoice is used up by the charges that name it. It is also covered by a
  /// mandate or subscription of the payee that it does not name.
  func uncovered(_ charges: [Charge]) throws -> [Charge] {
    var used: [Text: Int128] = [:]
    return charges.filter { charge in
      if let authorisation = named(charge) {
        let before = isUsedUp(authorisation) ? used[authorisation.id, default: 0] : 0
        if isWithinLimit(of: authorisation, charge, after: before) {
          used[authorisation.id] = before + units(charge, in: authorisation)
          return false
        }
      }
      return !hasStandingLeave(charge)
    }
  }

  /// Whether an authorisation covers a charge whatever other charges there are. O(authorisations of the payer).
  func surelyCovers(_ charge: Charge) -> Bool {
    if let named = named(charge), !isUsedUp(named), isWithinLimit(of: named, charge, after: 0) { return true }
    return hasStandingLeave(charge)
  }

  /// The authorisation that a charge names, if it covers it but for its limit.
  private func named(_ charge: Charge) -> Authorisation? {
    guard !charge.authorisation.isNone, let place = byID[charge.authorisation] else { return nil }
    let authorisation = window.authorisations[Int(place)]
    return covers(authorisation, charge) ? authorisation : nil
  }

  private func isUsedUp(_ authorisation: Authorisation) -> Bool {
    [.purchaseOrder, .invoice].contains(authorisation.kind) && authorisation.intervalDays == nil
  }

  /// Whether a mandate or subscription of the payee covers a charge that does not name it.
  private func hasStandingLeave(_ charge: Charge) -> Bool {
    byPayer[charge.payer].contains { place in
      guard let payee = window.authorisations[Int(place)].payee, owner[Int(payee)] == charge.payee else {
        return false
      }
      let found = window.authorisations[Int(place)]
      return (found.kind == .mandate || found.kind == .subscription) && covers(found, charge)
        && isWithinLimit(of: found, charge, after: 0)
    }
  }

  /// Whether payer and payee have a contract or purchase order in force over all the charges.
  func hasPlan(_ charges: [Charge]) -> Bool {
    guard let payer = charges.first?.payer else { return false }
    return all(of: payer).contains { authorisation in
      (authorisation.kind == .contract || authorisation.kind == .purchaseOrder) && authorisation.payee != nil
        && charges.allSatisfy { covers(authorisation, $0) }
    }
  }

  /// The largest limit of a payer that is in the reporting currency.
  func largestLimit(of payer: Party) -> Money? {
    all(of: payer).filter { isReporting($0.currency) }
      .compactMap { $0.amountLimit?.scaled(toPower: 6).map { Money(micros: $0) } }.max()
  }

  private func covers(_ authorisation: Authorisation, _ charge: Charge) -> Bool {
    owner[Int(authorisation.payer)] == charge.payer
      && authorisation.payee.map { owner[Int($0)] == charge.payee } ?? true
      && authorisation.validFrom.map { $0 <= charge.at } ?? true
      && authorisation.validTo.map { charge.at < $0 } ?? true
  }

  private func isReporting(_ currency: Text) -> Bool {
    (window.text(currency) ?? window.currency) == window.currency
  }

  /// Micro-units of the authorisation's currency, rounded up; 0 when the two currencies cannot be compared.
  private func units(_ charge: Charge, in authorisation: Authorisation) -> Int128 {
    if isReporting(authorisation.currency) { return Int128(charge.amount.micros) }
    guard window.transactions.currency[charge.row] == authorisation.currency else { return 0 }
    return window.transactions.original(charge.row).microsRoundedUp
  }

  private func isWithinLimit(of authorisation: Authorisation, _ charge: Charge, after used: Int128) -> Bool {
    guard let limit = authorisation.amountLimit else { return true }
    return used + units(charge, in: authorisation) <= limit.microsRoundedUp
  }
}

extension ExactDecimal {
  /// In micro-units, rounded up; the largest number when that does not fit. Not negative.
  fileprivate var microsRoundedUp: Int128 {
    var (value, places) = (mantissa, 6 - scale)
    while places > 0 {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      if overflow { return .max / 4 }
      (value, places) = (product, places - 1)
    }
    while places < 0 { (value, places) = (value / 10 + (value % 10 > 0 ? 1 : 0), places + 1) }
    return min(value, .max / 4)
  }
}
