package import Detection
import Ledger
package import Window

extension SanctionedParty {
  package func narrative(of scheme: Scheme, in window: Window) throws -> Narrative {
    let subject = window.named(scheme.subject)
    let dealings = scheme.counted
    let listedParty = scheme.fingerprint.first ?? ""
    let isIdentifier = scheme.signals.contains(Self.identifier)
    let total = window.spoken(try scheme.amount())
    let score = scheme.measures["name_score"]?.value ?? 0
    let seen = scheme.measures["dealings"]?.value ?? 0
    let dealt = scheme.measures["dealt"].map { window.spoken(Money(micros: $0.value)) }
    let others = Set(dealings.flatMap { [$0.debtorID, $0.creditorID] }).subtracting([scheme.subject])
    return Narrative(
      headline: isIdentifier
        ? "\(scheme.subject) and the sanctioned \(listedParty) meet by identifier, \(total) dealt"
        : "\(scheme.subject) has a name like the sanctioned \(listedParty), score \(score)",
      who: "\(subject) is the subject. The listed party is \(listedParty). "
        + scheme.records.map(\.summary).joined(separator: " "),
      what: dealings.isEmpty
        ? "The name is what was found. In view it made or got \(counted(Int(seen), "payment"))"
          + (dealt.map { ", \($0) in all" } ?? "") + ", which are not part of the evidence."
        : "\(counted(dealings.count, "payment")) in or out, \(total) in all"
          + (scheme.isLowerBound ? ", the latest of more." : "."),
      when: dealings.isEmpty
        ? "First seen as of \(scheme.firstSeenAt.date), last as of \(scheme.lastSeenAt.date)."
        : period(dealings),
      whereMoved: others.isEmpty
        ? "No payment is part of this."
        : "Between \(subject) and \(listed(others.sorted(by: precedesBytewise).map { window.place($0) }, separator: "; ")).",
      why: reasons(scheme.signals),
      how: isIdentifier
        ? "Addresses, numbers, bank codes and identifiers were compared with the lists character for character."
        : "Names were compared word by word in any order, by letters and by sound across spellings and scripts. The score "
          + "adds up, in tenths of a bit, how rare the words in common are in the lists and in this warehouse, less what "
          + "the names do not have in common.")
  }
}
