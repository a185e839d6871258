import Alerts
import Detection
import Detectors
import Ledger
import Warehouse

/// An alert's story as `weir explain` tells it: what happened, why it weighs what it weighs, and what was not looked at.
struct AlertText {
  let story: AlertStory

  var text: String {
    [heading, answers, arithmetic, figures, evidence, limits, notSearched, history].joined(separator: "\n\n")
  }

  private var heading: String {
    let bound = story.isLowerBound ? " at least" : ""
    let rows = [
      ("alert", story.alertID), ("case", story.caseID ?? "none: a shadow alert makes no case"),
      (
        "detector",
        "\(story.detector), version \(story.detectorVersion), \(story.maturity), parameters "
          + (story.parameterDigest.isEmpty ? "not kept" : String(story.parameterDigest.prefix(12)))
      ),
      ("severity", "\(story.severity), score \(story.score)"),
      (
        "amount",
        "\(story.currency) \(story.amount.formatted)\(bound), \(story.transactionCount) transactions"
      ),
      ("seen", "\(story.firstSeenAt) to \(story.lastSeenAt)"), ("state", story.state),
      ("lists", story.listVersions.joined(separator: ", ")),
    ]
    return story.narrative.headline + "\n\n" + indented(rows.map { [$0.0, $0.1] })
  }

  private var answers: String {
    let told = story.narrative
    return indented([
      ["Who", told.who], ["What", told.what], ["When", told.when], ["Where", told.whereMoved],
      ["Why", told.why],
      ["How", told.how],
    ])
  }

  // MARK: The arithmetic

  private var arithmetic: String {
    let declared = Catalogue.detector(id: story.detector)?.signals ?? []
    let signals = declared.filter { story.reasonCodes.contains($0.code) }
    let gone = story.reasonCodes.filter { code in !declared.contains { $0.code == code } }
    var rows = signals.map { signal in
      [
        (signal.points < 0 ? "" : "+") + String(signal.points), signal.code, signal.family.rawValue,
        signal.because,
      ]
    }
    rows += gone.map { ["+0", $0, "", "this version of the detector gives no points for it"] }
    let total = signals.reduce(0) { $0 + $1.points }
    let families = SignalFamily.allCases.filter { family in
      signals.contains { $0.family == family && $0.points > 0 }
    }
    var rule =
      "= \(total) points; independent families that speak for it: \(families.count)"
      + (families.isEmpty ? "" : " (\(families.map(\.rawValue).joined(separator: ", ")))")
      + ". Medium from \(Severity.mediumPoints) points; high from \(Severity.highPoints) with two families; critical for an "
      + "exact match to a sanctions list."
    if total != story.score {
      rule +=
        " Version \(story.detectorVersion) of the detector, which wrote the alert, came to \(story.score)."
    }
    return "Why this severity\n" + indented(rows, rightAligned: [0]) + "\n" + rule
  }

  // MARK: Figures

  private var figures: String {
    let rows = story.measures.sorted { $0.key < $1.key }.map { name, measure in
      [name.replacing("_", with: " "), measure.words(currency: story.currency)]
    }
    return "Measured, as of \(story.lastSeenAt)\n" + indented(rows)
  }

  private var limits: String {
    let known = Catalogue.detector(id: story.detector)?.parameters ?? []
    let rows = story.parameters.sorted { $0.key < $1.key }.map { name, value in
      [name, value, known.first { $0.name == name }?.meaning ?? ""]
    }
    return "Held against the limits in force at \(story.lastSeenAt)\n" + indented(rows)
  }

  private var evidence: String {
    let rows = story.evidence.map { kind in
      let amount = kind.amount.map { "\(story.currency) \($0.formatted), counts" } ?? ""
      return [
        kind.kind.replacing("_", with: " "), String(kind.count), amount,
        "\(kind.from.date) to \(kind.to.date)",
      ]
    }
    return "Evidence\n" + indented(rows, rightAligned: [1])
  }

  // MARK: What was not looked at

  private var notSearched: String {
    var lines = ["before \(story.windowFrom) and from \(story.windowTo) on, for this alert"]
    if story.isLowerBound {
      lines.append("routes past a cap, or money that went on through a hub: the amount is a lower bound")
    }
    lines += story.gaps
    if let misses = Catalogue.detector(id: story.detector)?.misses {
      lines.append("what this detector does not see: \(misses)")
    }
    return "Not searched\n" + lines.map { "  - \($0)" }.joined(separator: "\n")
  }

  private var history: String {
    let rows = story.events.map { event in
      [
        event.at.description, event.event, event.actor,
        [event.detail, event.reason].compactMap(\.self).joined(separator: ": "),
      ]
    }
    return "History\n" + indented(rows)
  }
}
