import Alerts
import Detection
import Foundation
import Ledger
import Runs
import Warehouse

/// What a replay found, for people and for programs.
struct ReplayText {
  let replay: Replay

  // MARK: For people

  var text: String {
    var parts = [
      "run \(replay.run.id), as of \(replay.run.asOf), \(replay.run.points.count) evaluation "
        + (replay.run.points.count == 1 ? "point" : "points") + ", judged again",
      replay.causes.isEmpty
        ? "Code, lists, parameters and rows are those of the run."
        : "What differs\n" + replay.causes.map { "  \($0)" }.joined(separator: "\n"), summary,
    ]
    if !replay.differences.isEmpty { parts.append(table) }
    return parts.joined(separator: "\n\n")
  }

  private var summary: String {
    func count(_ change: Replay.Change) -> Int { replay.differences.count { $0.change == change } }
    return
      "Alerts: \(count(.new)) new, \(count(.gone)) gone, \(count(.changed)) changed, \(replay.unchanged) the same"
  }

  private var table: String {
    let rows = replay.differences.map { difference in
      let (then, now) = (difference.then, difference.now)
      return [
        difference.change.rawValue, difference.alert?.detector ?? "", difference.alert?.subject ?? "",
        moved(then?.severity.rawValue, now?.severity.rawValue),
        moved(then.map { "\($0.score)" }, now.map { "\($0.score)" }),
        moved(then?.amount.formatted, now?.amount.formatted), reasons(difference),
        "+\(difference.added.count) −\(difference.removed.count)", difference.alert?.key.alertID ?? "",
      ]
    }
    return textTable(
      ["change", "detector", "subject", "severity", "score", "amount", "reasons", "evidence", "alert"], rows,
      rightAligned: [4, 5])
  }

  /// One value, or both where they differ.
  private func moved(_ then: String?, _ now: String?) -> String {
    guard let then, let now, then != now else { return now ?? then ?? "" }
    return "\(then) → \(now)"
  }

  private func reasons(_ difference: Replay.Difference) -> String {
    let (then, now) = (difference.then?.reasonCodes ?? [], difference.now?.reasonCodes ?? [])
    guard difference.change == .changed else { return (now + then).joined(separator: " ") }
    return
      (now.filter { !then.contains($0) }.map { "+" + $0 } + then.filter { !now.contains($0) }.map { "−" + $0 })
      .joined(separator: " ")
  }

  // MARK: For programs

  private struct Document: Encodable {
    let run: String
    let asOf: String
    let points: [String]
    let causes: [String]
    let unchanged: Int
    let differences: [Row]
  }

  private struct Row: Encodable {
    let change: String
    let alertID: String
    let detector: String
    let subjectID: String
    let then: State?
    let now: State?
    let evidenceAdded: [String]
    let evidenceRemoved: [String]
  }

  private struct State: Encodable {
    let severity: String
    let score: Int
    /// A decimal as text: JSON's numbers are floating point to most readers.
    let amount: String
    let reasonCodes: [String]
    let transactions: Int
    let records: Int

    init(_ alert: MetAlert) {
      severity = alert.severity.rawValue
      score = alert.score
      amount = alert.amount.description
      reasonCodes = alert.reasonCodes
      (transactions, records) = (alert.transactionCount, alert.recordCount)
    }
  }

  func json() throws -> String {
    let document = Document(
      run: replay.run.id, asOf: replay.run.asOf.description, points: replay.run.points.map(\.description),
      causes: replay.causes, unchanged: replay.unchanged,
      differences: replay.differences.map { difference in
        Row(
          change: difference.change.rawValue, alertID: difference.alert?.key.alertID ?? "",
          detector: difference.alert?.detector ?? "", subjectID: difference.alert?.subject ?? "",
          then: difference.then.map(State.init), now: difference.now.map(State.init),
          evidenceAdded: difference.added, evidenceRemoved: difference.removed)
      })
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return String(decoding: try encoder.encode(document), as: UTF8.self)
  }
}
