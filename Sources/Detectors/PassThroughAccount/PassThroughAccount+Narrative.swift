package import Detection
import Ledger
package import Window

extension PassThroughAccount {
  package func narrative(of scheme: Scheme, in window: Window) throws -> Narrative {
    let total = window.spoken(try scheme.amount())
    let incoming = scheme.transactions.filter { $0.role == .context }
    let origins = owners(incoming.map(\.debtorID), in: window)
    let places = Set(scheme.counted.map(\.creditorID)).sorted(by: precedesBytewise)
    let subject = window.named(scheme.subject)
    let share = scheme.measures["forwarded_share"].map {
      ", \(percent($0.value)) of what they sent in the last view of it"
    }
    let rest = scheme.measures["median_rest"].map { " The middle rest was \(Span(micros: $0.value).spoken)." }
    return Narrative(
      headline: "\(total) passed through \(subject) for \(counted(origins.count, "origin"))",
      who: "\(subject) passed on what others paid in: \(listed(origins.map { window.named($0) })).",
      what: "\(counted(incoming.count, "payment")) in, \(counted(scheme.counted.count, "payment")) out; "
        + "\(total) of the money of others went on\(share ?? "").",
      when: period(scheme.transactions),
      whereMoved: "To \(listed(places.map { window.place($0) }, separator: "; ")).",
      why: reasons(scheme.signals),
      how:
        "Each payment out was matched with the money of others that had come in before it, first in first out."
        + (rest ?? "") + " Own withdrawals and what agreements cover are left out.")
  }

  /// The accounts behind parties, as far as the window still knows them, each once.
  private func owners(_ ids: [String], in window: Window) -> [String] {
    Set(ids.map { id in window.party(id: id).map { window.id(window.parties.owner($0)) } ?? id })
      .sorted(by: precedesBytewise)
  }
}
