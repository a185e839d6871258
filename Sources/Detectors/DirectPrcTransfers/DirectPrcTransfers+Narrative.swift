package import Detection
import Ledger
package import Window

extension DirectPrcTransfers {
  package func narrative(of scheme: Scheme, in window: Window) throws -> Narrative {
    let total = window.spoken(try scheme.amount())
    let payments = scheme.counted
    let subject = window.named(scheme.subject)
    let country = window.party(id: scheme.subject).flatMap { window.country($0) }
    let share = scheme.measures["share_of_means"].map {
      " In the last view of it that was \(percent($0.value)) of what the subject was paid or took out."
    }
    return Narrative(
      headline:
        "\(total) from \(subject) straight to PRC-linked endpoints, \(counted(payments.count, "payment"))",
      who: "\(subject) sent the money, or had it sent"
        + (country.map { "; it declares to be in \($0)." } ?? "."),
      what: "\(counted(payments.count, "payment")) to listed endpoints, \(total) in all."
        + (share ?? ""),
      when: period(payments),
      whereMoved: try whereMoved(payments, in: window),
      why: reasons(scheme.signals),
      how:
        "The money went to the endpoints without anybody in between. No order, contract or invoice between the "
        + "parties explains it.")
  }

  /// What each endpoint got, most first, and by which list it was recognised.
  private func whereMoved(_ payments: [TransactionEvidence], in window: Window) throws -> String {
    let totals = try Dictionary(grouping: payments, by: \.creditorID).mapValues {
      try Money.sum($0.map(\.amount))
    }
    let best = totals.sorted {
      $0.value != $1.value ? $0.value > $1.value : precedesBytewise($0.key, $1.key)
    }
    let parts = best.map { id, amount in
      var text = "\(window.spoken(amount)) to \(window.place(id))"
      if let match = window.party(id: id).flatMap({ window.classification.match[$0] }) {
        text += " (\(match.name), recognised by \(match.matcher) on \(match.list))"
      }
      return text
    }
    return listed(parts, upTo: 5, separator: "; ") + "."
  }
}
