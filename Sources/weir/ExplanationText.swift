import Detection
import Ledger
import Runs

/// Why a detector fires on an account or not, condition by condition.
struct ExplanationText {
  let explanation: Explanation

  /// At most so many things that do not fire are told; the rest is counted.
  private static let shown = 10

  var text: String { ([heading] + verdicts + [misses]).joined(separator: "\n\n") }

  private var heading: String {
    let place =
      "\(explanation.detector.id), version \(explanation.detector.version), on \(explanation.account), "
      + "looking at \(explanation.from) to \(explanation.asOf)"
    if !explanation.missing.isEmpty {
      return place + "\n\nNot judged: the warehouse does not have "
        + explanation.missing.map(\.rawValue).joined(separator: ", ") + "."
    }
    return place + "\n\n" + (explanation.fires ? "It fires." : "It does not fire.")
  }

  private var verdicts: [String] {
    let told =
      explanation.verdicts.filter(\.isMet) + explanation.verdicts.filter { !$0.isMet }.prefix(Self.shown)
    let rest = explanation.verdicts.count - told.count
    return told.map(text(of:)) + (rest > 0 ? ["\(rest) more that do not fire are left out."] : [])
  }

  private func text(of verdict: Explanation.Verdict) -> String {
    var heading = "\(verdict.isMet ? "Fires" : "Does not fire") on \(verdict.subject)"
    let details = verdict.fingerprint.filter { !$0.isEmpty }
    if !details.isEmpty { heading += " (\(details.joined(separator: ", ")))" }
    heading += verdict.isMet ? ": alert \(verdict.alertID)" : ""
    var rows: [[String]] = []
    for (place, requirement) in verdict.requirements.enumerated() {
      rows += self.rows(of: requirement, number: "\(place + 1)")
    }
    var parts = [heading, table(rows)]
    if !verdict.grounds.isEmpty {
      parts.append("  Its reasons\n" + table(verdict.grounds.flatMap(rows(of:))))
    }
    if verdict.isMet {
      let (score, severity) = (verdict.signals.reduce(0) { $0 + $1.points }, Severity(verdict.signals))
      parts.append(
        "  \(severity.rawValue), score \(score): "
          + verdict.signals.map { "\($0.code) \($0.points < 0 ? "" : "+")\($0.points)" }.joined(
            separator: ", "))
    }
    return parts.joined(separator: "\n")
  }

  private func rows(of ground: Ground) -> [[String]] {
    rows(of: ground.requirement, number: "\(ground.signal.points < 0 ? "" : "+")\(ground.signal.points)")
      .enumerated()
      .map { place, row in place == 0 ? [row[0], "\(ground.signal.code): \(row[1])"] + row.dropFirst(2) : row
      }
  }

  /// The alternative that holds or is nearest to it; how many others there are is said.
  private func rows(of requirement: Requirement, number: String) -> [[String]] {
    let nearest = requirement.nearest
    let others = requirement.alternatives.count - 1
    var rows = nearest.enumerated().map { place, condition in
      [place == 0 ? number : "", condition.what] + cells(condition)
    }
    if others > 0 && !requirement.isMet {
      rows[rows.count - 1][1] += " (\(others) other \(others == 1 ? "way is" : "ways are") further off)"
    }
    return rows
  }

  /// Measured, limit, and whether it is met or how far off.
  private func cells(_ condition: Condition) -> [String] {
    guard let bound = condition.bound else { return ["", "", condition.isMet ? "yes" : "NO"] }
    func words(_ value: Int64) -> String {
      Measure(unit: bound.parameter.unit, value: value).words(currency: explanation.currency)
    }
    let limit = "\(bound.comparison.rawValue) \(words(bound.limit)) \(bound.parameter.name)"
    return [words(bound.measured), limit, condition.isMet ? "yes" : "NO, off by \(words(bound.distance))"]
  }

  private var misses: String { "What this detector does not see: \(explanation.detector.misses)" }

  private func table(_ rows: [[String]]) -> String {
    let widths = (0..<4).map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = row.prefix(4).enumerated().map { column, cell in
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        return column == 2 || column == 0 ? padding + cell : cell + padding
      }
      return "  " + cells.joined(separator: "  ") + "  " + row[4]
    }.joined(separator: "\n")
  }
}
