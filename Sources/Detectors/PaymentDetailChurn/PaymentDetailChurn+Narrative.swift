package import Detection
import Ledger
package import Window

extension PaymentDetailChurn {
  package func narrative(of scheme: Scheme, in window: Window) throws -> Narrative {
    let total = "\(window.currency) \(try scheme.amount().formatted)"
    let payouts = scheme.counted
    let changes = scheme.records.filter { $0.relation == .paymentDetailChanges }
    let subject = window.named(scheme.subject)
    let places = Set(payouts.map(\.creditorID)).sorted(by: precedesBytewise)
    let senders = Set(payouts.map(\.debtorID)).sorted(by: precedesBytewise)
    let paid =
      payouts.isEmpty ? "nothing paid out yet" : "\(total) paid out to new details"
    let isMeeting = scheme.fingerprint == ["destination"]
    let count = isMeeting ? scheme.measures["payees"]?.value ?? 0 : Int64(changes.count)
    return Narrative(
      headline: isMeeting
        ? "\(count) payees changed to one destination, \(paid)"
        : "\(count) changes of payment details by \(scheme.subject), \(paid)",
      who: isMeeting
        ? "\(subject) is the destination that \(count) payees share; they have no name, e-mail or phone in common."
        : "\(subject) is the payee whose details were changed.",
      what: scheme.records.isEmpty
        ? "No change is on record." : listed(scheme.records.map(\.summary), separator: " "),
      when: when(scheme),
      whereMoved: payouts.isEmpty
        ? "No payout to the new details is on record."
        : "From \(listed(senders.map { window.named($0) })) to \(listed(places.map { window.place($0) })), \(total) in all.",
      why: "This is suspicious because \(scheme.signals.map(\.because).joined(separator: "; ")).",
      how: how(scheme, isMeeting: isMeeting))
  }

  private func when(_ scheme: Scheme) -> String {
    let times = scheme.records.map(\.at).filter { $0.micros > 0 } + scheme.counted.map(\.bookedAt)
    guard let first = times.min(), let last = times.max() else { return "On an unknown date." }
    if first.date == last.date { return "On \(first.date)." }
    return "Between \(first.date) and \(last.date) (\((last - first).spoken))."
  }

  private func how(_ scheme: Scheme, isMeeting: Bool) -> String {
    if isMeeting {
      return
        "Each payee's details were changed separately until all pointed at the same account, card or wallet."
    }
    let wait = scheme.measures["change_to_payout"].map { Span(micros: $0.value).spoken }
    return "Details were replaced and then paid"
      + (wait.map { ", at the soonest \($0) after a change." } ?? ".")
  }
}
