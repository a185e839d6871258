package import Detection
import Ledger
package import Window

extension UnverifiedActivity {
  package func narrative(of scheme: Scheme, in window: Window) throws -> Narrative {
    let total = window.spoken(try scheme.amount())
    let incoming = scheme.counted
    let outgoing = scheme.transactions.filter { $0.role == .context }
    let subject = window.named(scheme.subject)
    let isUnverified = scheme.signals.contains(Self.unverified)
    let payers = Set(incoming.map(\.debtorID)).sorted(by: precedesBytewise)
    let places = Set(outgoing.map(\.creditorID)).sorted(by: precedesBytewise)
    let wait = scheme.measures["without_verification"].map { Span(micros: $0.value) }
    return Narrative(
      headline: isUnverified
        ? "\(total) came in to \(scheme.subject) before its holder was verified"
        : "\(total) came in to \(scheme.subject) within days of its opening and went out at once",
      who: "\(subject) is the account. Paid in by \(listed(payers.map { window.named($0) })).",
      what:
        "\(counted(incoming.count, "payment")) in, \(total) in all, and \(counted(outgoing.count, "payment")) out. "
        + scheme.records.map(\.summary).joined(separator: " "),
      when: period(scheme.transactions),
      whereMoved: places.isEmpty
        ? "It has not moved on so far."
        : "It moved on to \(listed(places.map { window.place($0) }, separator: "; ")).",
      why: reasons(scheme.signals),
      how: isUnverified
        ? "The account was used"
          + (wait.map { $0.micros > 0 ? " for \($0.spoken)" : "" } ?? "")
          + " from the first payment on while nobody had checked who holds it. Top-ups, fees and refunds are not counted."
        : "The account was opened, filled by several payers and emptied, all within days.")
  }
}
