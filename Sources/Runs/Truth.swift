import Evaluation

/// What is known about who is guilty: labels somebody wrote, and how people closed alerts.
package struct Truth: Sendable {
  /// One judgement on an alert.
  package enum Word: Sendable { case guilty, innocent }

  private let schemes: [(detector: String, parties: Set<String>)]
  private let guilty: Set<String>
  private let hasLabels: Bool
  private var closed: [String: Word] = [:]

  /// `dispositions` by alert id: what was referred was right, what was explained or a false positive was wrong. `labels`: nil
  /// where there are none.
  init(dispositions: [String: String], labels: [SchemeLabel]?) {
    for (alertID, disposition) in dispositions {
      switch disposition {
      case "referred": closed[alertID] = .guilty
      case "false_positive", "explained": closed[alertID] = .innocent
      default: break
      }
    }
    hasLabels = labels != nil
    schemes = (labels ?? []).filter(\.isScheme).map { ($0.detector, Set([$0.subjectID] + $0.partyIDs)) }
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
