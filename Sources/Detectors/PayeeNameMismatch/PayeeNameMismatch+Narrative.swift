package import Detection
import Ledger
package import Window

extension PayeeNameMismatch {
  package func narrative(of scheme: Scheme, in window: Window) throws -> Narrative {
    let total = window.spoken(try scheme.amount())
    let payouts = scheme.counted
    let subject = window.named(scheme.subject)
    let places = Set(payouts.map(\.creditorID)).sorted(by: precedesBytewise)
    let senders = Set(payouts.map(\.debtorID)).subtracting([scheme.subject]).sorted(by: precedesBytewise)
    let others = scheme.measures["other_payees"]?.value ?? 0
    return Narrative(
      headline: "\(total) paid out to \(scheme.subject) in somebody else's name",
      who: "\(subject) is the payee. The money went to endpoints in other names: "
        + listed(scheme.records.map(\.summary), separator: " ")
        + (others > 0
          ? " \(counted(Int(others), "other payee")) of no relation were paid in the same name." : ""),
      what:
        "\(counted(payouts.count, "payout")), \(total) in all, to holders whose names have no word in common with the "
        + "payee's, in any order, spelling or script that can be compared.",
      when: period(payouts),
      whereMoved:
        "From \(listed((senders.isEmpty ? [scheme.subject] : senders).map { window.named($0) })) to "
        + "\(listed(places.map { window.place($0) }, separator: "; ")).",
      why: reasons(scheme.signals),
      how:
        "The payee registered or named an endpoint that somebody else holds. Relatives, joint accounts, own companies, "
        + "providers and authorised agents are left out as far as the records show them.")
  }
}
