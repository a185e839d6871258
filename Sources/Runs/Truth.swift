import Alerts
import Ledger
package import Lists

/// What is known about who is guilty: labels somebody wrote, and how people closed alerts.
package struct Truth: Sendable {
  /// One judgement on an alert.
  package enum Word: Sendable { case guilty, innocent }

  private var schemes: [(detector: String, parties: Set<String>)] = []
  private var guilty: Set<String> = []
  private var hasLabels = false
  private var closed: [String: Word] = [:]

  /// `dispositions` by alert id: what was referred was right, what was explained or a false positive was wrong.
  init(dispositions: [String: String]) {
    for (alertID, disposition) in dispositions {
      switch disposition {
      case "referred": closed[alertID] = .guilty
      case "false_positive", "explained": closed[alertID] = .innocent
      default: break
      }
    }
  }

  /// Adds a file of labels (RFC 4180): `detector`, `label` (`scheme` or `look_alike`), `subject_id`, and if there is one
  /// `party_ids`, joined by `|`. Other columns are passed over. Throws ``ListError``.
  package mutating func add(_ bytes: [UInt8], file: String) throws(ListError) {
    let rows = try CSVRows(bytes, file: file).rows
    let header = rows.first?.cells ?? []
    let places = Dictionary(header.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    guard let detector = places["detector"], let label = places["label"], let subject = places["subject_id"]
    else {
      throw ListError(file: file, line: 1, problem: "needs the columns detector, label and subject_id")
    }
    hasLabels = true
    for (line, cells) in rows.dropFirst() {
      guard cells.count == header.count, ["scheme", "look_alike"].contains(cells[label]) else {
        throw ListError(
          file: file, line: line,
          problem: "has \(cells.count) cells, or a label that is no scheme or look_alike")
      }
      guard cells[label] == "scheme" else { continue }
      let others = places["party_ids"].map { cells[$0].split(separator: "|").map(String.init) } ?? []
      schemes.append((cells[detector], Set([cells[subject]] + others)))
    }
    guilty = Set(schemes.flatMap(\.parties))
  }

  /// Whether anything is known at all.
  package var isEmpty: Bool { !hasLabels && closed.isEmpty }

  /// What is known of an alert: people's word before a file's. With labels, whoever is in no scheme is innocent.
  func word(on alertID: String, subject: String) -> Word? {
    if let word = closed[alertID] { return word }
    return hasLabels ? (guilty.contains(subject) ? .guilty : .innocent) : nil
  }

  /// How many schemes a detector should find are found by alerts on these subjects with these ids, and how many there are.
  func found(by alerts: [(alertID: String, subject: String)], detector: String) -> (found: Int, of: Int) {
    let subjects = Set(alerts.map(\.subject))
    let ids = Set(alerts.map(\.alertID))
    let mine = schemes.filter { $0.detector == detector }
    let referred = closed.filter { $0.value == .guilty }
    return (
      mine.count { !$0.parties.isDisjoint(with: subjects) } + referred.count { ids.contains($0.key) },
      mine.count + referred.count
    )
  }
}
