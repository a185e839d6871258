package import Detection
import Ledger
package import Window

extension ReplacementAccount {
  package func narrative(of scheme: Scheme, in window: Window) throws -> Narrative {
    let total = window.spoken(try scheme.amount())
    let subject = window.named(scheme.subject)
    let before = scheme.records.filter { $0.relation == .accounts && $0.recordID != scheme.subject }
      .map(\.recordID)
    let payers = Set(scheme.counted.map(\.debtorID)).sorted(by: precedesBytewise)
    let isPaid = !scheme.counted.isEmpty
    let gap = scheme.measures["gap"].map { " There is \(Span(micros: $0.value).spoken) between the two." }
    return Narrative(
      headline: "\(subject) takes the place of \(listed(before.map { window.named($0) }))"
        + (isPaid ? ", \(total) paid to it since" : ""),
      who: "\(subject) is the new account; before it there was \(listed(before.map { window.named($0) })).",
      what: listed(scheme.records.map(\.summary), separator: " ")
        + (isPaid ? " \(counted(scheme.counted.count, "payment")) since, \(total) in all." : ""),
      when: period(scheme.records.map(\.at) + scheme.counted.map(\.bookedAt)) + (gap ?? ""),
      whereMoved: isPaid
        ? "From \(listed(payers.map { window.named($0) })) to \(subject)."
        : "Nothing has been paid to the new account yet.",
      why: reasons(scheme.signals),
      how:
        "One account ended and another was opened around that time, in a name that has nothing in common with the "
        + "first one's, with details that the first one had.")
  }
}
