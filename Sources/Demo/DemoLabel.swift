package import Ledger

/// The truth about one story of the demo: a scheme that must be found, or something innocent that looks like one.
package struct DemoLabel: Sendable, Equatable {
  /// `S01`… for schemes, `L001`… for look-alikes.
  package var schemeID: String
  /// The detector that should find it, or that it might trip.
  package var detector: String
  /// Whether it must be found; otherwise it only looks like something.
  package var isScheme: Bool
  /// What happens, in a few words; `P…` and `N…` name the typology and its innocent twin.
  package var story: String
  /// In the text form of the contract's identifiers, as are all parties and transactions.
  package var subjectID: String
  /// Everyone else in it, endpoints included.
  package var partyIDs: [String]
  /// The evidence, in order of booking; empty when the evidence is a request or a change.
  package var transactionIDs: [String]
  /// Cents of the reporting currency: what reached the sinks, was charged, was asked for, or changed hands.
  package var cents: Int
  /// The first instant of the evidence.
  package var firstAt: Instant
  /// The last instant of the evidence.
  package var lastAt: Instant
  /// A run at or after this instant must have found it; nil when the story sets no date.
  package var mustBeFoundBy: Instant?

  /// The first line of ``csv(_:)``.
  package static let header =
    "scheme_id,detector,label,story,subject_id,party_ids,transaction_ids,amount,first_at,last_at,must_be_found_by"

  /// The labels as `fixtures/demo/labels.csv` has them: RFC 4180 with line feeds, lists joined by `|`.
  package static func csv(_ labels: [DemoLabel]) -> String {
    labels.reduce(into: header + "\n") { text, label in
      let rest = label.cents % 100
      let fields = [
        label.schemeID, label.detector, label.isScheme ? "scheme" : "look_alike", "\"\(label.story)\"",
        label.subjectID,
        label.partyIDs.joined(separator: "|"), label.transactionIDs.joined(separator: "|"),
        "\(label.cents / 100).\(rest < 10 ? "0" : "")\(rest)", label.firstAt.description,
        label.lastAt.description,
        label.mustBeFoundBy?.description ?? "",
      ]
      text += fields.joined(separator: ",") + "\n"
    }
  }
}
