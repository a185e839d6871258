package import Detection
import Ledger
package import Window

extension SharedPayoutEndpoint {
  package func narrative(of scheme: Scheme, in window: Window) throws -> Narrative {
    scheme.fingerprint == ["wages"] ? try wages(scheme, window) : try place(scheme, window)
  }

  private func place(_ scheme: Scheme, _ window: Window) throws -> Narrative {
    let total = window.spoken(try scheme.amount())
    let users = Int(scheme.measures["users"]?.value ?? 0)
    let senders = Set(scheme.counted.map(\.debtorID)).sorted(by: precedesBytewise)
    let places = Set(scheme.counted.map(\.creditorID) + [scheme.subject]).sorted(by: precedesBytewise)
    let isCircle = scheme.signals.contains(Self.paysItself)
    let selfPaid = Money(micros: scheme.measures["paid_to_itself"]?.value ?? 0)
    return Narrative(
      headline: isCircle
        ? "A client and a worker are paid at one place, and the client pays the worker: \(total) paid out"
        : "\(users) accounts are paid at one place, \(total) paid out",
      who: scheme.records.isEmpty
        ? "Nobody registered the place; \(listed(senders.map { window.named($0) })) sent money there."
        : listed(scheme.records.map(\.summary), separator: " "),
      what: "\(counted(scheme.counted.count, "payout")) to the same place, \(total) in all."
        + (isCircle ? " The client paid the worker \(window.spoken(selfPaid)) in the last view of it." : ""),
      when: period(scheme.counted),
      whereMoved:
        "From \(listed(senders.map { window.named($0) })) to \(listed(places.map { window.place($0) })).",
      why: reasons(scheme.signals),
      how:
        "The accounts are kept apart on the platform, but what leads out of them has one number or address."
        + (isCircle ? " Money that the client brings in from there comes back to it through the worker." : "")
    )
  }

  private func wages(_ scheme: Scheme, _ window: Window) throws -> Narrative {
    let total = window.spoken(try scheme.amount())
    let employers = Set(scheme.counted.map(\.debtorID)).sorted(by: precedesBytewise)
    let subject = window.named(scheme.subject)
    return Narrative(
      headline: "\(employers.count) employers pay full wages to \(subject), \(total) so far",
      who:
        "\(subject) is paid by \(listed(employers.map { window.named($0) })), who are not under suspicion.",
      what: "\(counted(scheme.counted.count, "wage")), \(total) in all.", when: period(scheme.counted),
      whereMoved: "From the employers to \(subject).", why: reasons(scheme.signals),
      how:
        "Each employer pays in its own regular rhythm what a full position pays, at the same time as the others."
    )
  }
}
