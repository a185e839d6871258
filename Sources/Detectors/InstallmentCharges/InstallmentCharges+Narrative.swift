package import Detection
import Ledger
package import Window

extension InstallmentCharges {
  package func narrative(of scheme: Scheme, in window: Window) throws -> Narrative {
    let counted = scheme.counted
    let total = "\(window.currency) \(try scheme.amount().formatted)"
    let count = counted.count
    let payer = scheme.fingerprint.first ?? ""
    let victim = window.named(payer)
    let subject = window.named(scheme.subject)
    let payees = Set(counted.map { owner($0.creditorID, in: window) }).sorted(by: precedesBytewise)
    let amounts = counted.map(\.amount)
    let (least, most) = (amounts.min()?.formatted ?? "0.00", amounts.max()?.formatted ?? "0.00")
    let dates = period(counted)
    let disputes = scheme.transactions.count { $0.role == .context }
    let others = payees.filter { $0 != scheme.subject }
    return Narrative(
      headline: "\(count) small charges to \(payer) without authorisation, \(total) in all",
      who: "\(subject) is the \(role(of: scheme)); \(victim) was charged."
        + (others.isEmpty
          ? "" : " The money went to \(listed(others.map { window.named($0) }))."),
      what: "\(count) settled charges of \(least) to \(most), \(total) in all, net of refunds."
        + (disputes == 0 ? "" : " Reversed besides: \(disputes).") + baseline(of: scheme),
      when: dates,
      whereMoved: "From \(victim) to \(listed(payees.map { window.named($0) })).",
      why: "This is suspicious because \(scheme.signals.map(\.because).joined(separator: "; ")).",
      how:
        "No single charge was above \(most), each below notice; they belong together by \(tie(of: scheme))."
        + scheme.records.map { " " + $0.summary }.joined())
  }

  /// What the charges are held against: the payees' others, and what this payer is charged otherwise.
  private func baseline(of scheme: Scheme) -> String {
    guard let charges = scheme.measures["charges"], let all = scheme.measures["charges_by_these_payees"]
    else {
      return ""
    }
    let times = scheme.measures["times_other_total"].map {
      ExactDecimal(mantissa: Int128($0.value / 100), scale: 1)
    }
    return " Nothing authorised \(charges.value) of \(all.value) charges by these payees in view."
      + (times.map { " They came to \($0) times all other small charges to this payer." }
        ?? " This payer had no other small charges.")
  }

  private func role(of scheme: Scheme) -> String {
    switch scheme.fingerprint.dropFirst().first.flatMap({ ChargeTie(rawValue: $0) }) {
    case .initiator: "initiator of the charges"
    case .destination: "destination the payees share"
    case .payee, .descriptor, nil: "payee"
    }
  }

  private func tie(of scheme: Scheme) -> String {
    switch scheme.fingerprint.dropFirst().first.flatMap({ ChargeTie(rawValue: $0) }) {
    case .initiator: "who started them"
    case .destination: "the details the payees share"
    case .descriptor: "their descriptor"
    case .payee, nil: "their payee"
    }
  }

  /// The account behind a creditor, as far as the window still knows it.
  private func owner(_ id: String, in window: Window) -> String {
    window.party(id: id).map { window.id(window.parties.owner($0)) } ?? id
  }
}
