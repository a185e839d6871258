import Alerts
import Detection
import Ledger
import Warehouse

/// A case's story as `weir explain` tells it: what it holds, and how its severity and priority add up.
struct CaseText {
  let story: CaseStory

  var text: String { [heading, alerts, severity, priority].joined(separator: "\n\n") }

  private var reckoned: Case { story.reckoned }

  private var heading: String {
    let rows = [
      ("case", story.caseID), ("severity", story.severity), ("priority", grouped(story.priority)),
      ("amount", "\(story.currency) \(story.amount), every transaction that counts in any alert, once"),
      (
        "alerts",
        "\(story.alerts.count), about \(reckoned.subjectCount) \(reckoned.subjectCount == 1 ? "subject" : "subjects")"
      ), ("opened", "\(story.openedAt)"), ("last grown", "\(story.updatedAt)"), ("state", story.state),
    ]
    return story.headline + "\n\n" + indented(rows.map { [$0.0, $0.1] })
  }

  private var alerts: String {
    let rows = story.alerts.map { alert in
      [
        alert.alertID, alert.detector, alert.subject, alert.severity, String(alert.score), alert.state,
        alert.joinedBecause ?? "it founded the case",
      ]
    }
    return "Alerts, and how they came together\n" + indented(rows, rightAligned: [4])
  }

  // MARK: Severity

  private var severity: String {
    let gravest = reckoned.lead
    var lines = ["Why this severity"]
    lines += reckoned.subjects.map(subject)
    lines.append(
      "  The gravest alert, \(gravest.detector) on \(gravest.subject), is \(gravest.severity.rawValue). The case has the "
        + "highest of these: \(reckoned.severity.rawValue).")
    lines.append(
      "  Points about different subjects are not added up. Medium from \(Severity.mediumPoints) points; high from "
        + "\(Severity.highPoints) with two families; critical for an exact match to a sanctions list.")
    if reckoned.severity.rawValue != story.severity {
      lines.append("  Stored is \(story.severity), by the signals of the run that last wrote the case.")
    }
    return lines.joined(separator: "\n")
  }

  private func subject(_ score: SubjectScore) -> String {
    let rows = score.raised.map { raised in
      [
        signed(raised.signal.points), raised.signal.code, raised.signal.family.rawValue,
        raised.detectors.joined(separator: ", "), raised.signal.because,
      ]
    }
    let families = score.families.map(\.rawValue).joined(separator: ", ")
    return "  \(score.subject)\n" + indented(rows, rightAligned: [0])
      + "\n  = \(score.points) points; independent families that speak for it: \(score.families.count)"
      + (families.isEmpty ? "" : " (\(families))") + "; together \(score.severity.rawValue)"
  }

  // MARK: Priority

  private var priority: String {
    let terms = reckoned.priorityTerms
    let families = reckoned.families.map(\.rawValue).joined(separator: ", ")
    let rows = [
      ["+\(grouped(terms.money))", "money at risk: binary logarithm of its micro-units"],
      [
        "+\(grouped(terms.families))",
        "independent families over all alerts: \(reckoned.families.count)"
          + (families.isEmpty ? "" : " (\(families))"),
      ],
      [
        "+\(grouped(terms.recency))",
        "newest evidence of \(reckoned.newestAt): one doubling for every 30 days since 1970",
      ],
      ["=\(grouped(terms.total))", "a million is a doubling; it orders cases of one severity"],
    ]
    var text = "Why this priority\n" + indented(rows, rightAligned: [0])
    if terms.total != story.priority {
      text += "\n  Stored is \(grouped(story.priority)), by the signals of the run that last wrote the case."
    }
    return text
  }

  private func signed(_ points: Int) -> String { (points < 0 ? "" : "+") + String(points) }

  /// `57,676,069`
  private func grouped(_ number: Int64) -> String {
    let digits = String(number.magnitude)
    let parts = digits.enumerated().map { place, digit in
      place > 0 && (digits.count - place) % 3 == 0 ? ",\(digit)" : "\(digit)"
    }
    return (number < 0 ? "-" : "") + parts.joined()
  }
}
