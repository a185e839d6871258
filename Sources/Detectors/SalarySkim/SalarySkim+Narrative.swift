package import Detection
import Ledger
package import Window

extension SalarySkim {
  package func narrative(of scheme: Scheme, in window: Window) throws -> Narrative {
    let total = window.spoken(try scheme.amount())
    let pays = scheme.transactions.filter { $0.role == .context }
    let employers = Set(pays.map(\.debtorID)).sorted(by: precedesBytewise)
    let places = Set(scheme.counted.map(\.creditorID)).sorted(by: precedesBytewise)
    let subject = window.named(scheme.subject)
    let share = scheme.measures["share"].map {
      " It was \(percent($0.value)) of these pays in the last view of them."
    }
    let income = try Money.sum(pays.map(\.amount))
    return Narrative(
      headline: "A steady share of \(subject)'s pay goes to somebody else, \(total) so far",
      who:
        "\(subject) earns the pay. It comes from \(listed(employers.map { window.named($0) })), who are not under "
        + "suspicion.",
      what:
        "Of \(counted(pays.count, "payment")) received, \(window.spoken(income)) in all, \(total) was passed on."
        + (share ?? ""),
      when: period(scheme.transactions),
      whereMoved: "To \(listed(places.map { window.place($0) }, separator: "; ")).",
      why: reasons(scheme.signals),
      how:
        "After each pay, within \(settings.span(Self.maxRest).spoken), the share went to a destination in another "
        + "name. No contract, order or invoice between the two explains it.")
  }
}
