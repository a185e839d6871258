import Alerts
import ArgumentParser
import Detection
import Ledger
import Runs
import Warehouse

/// cron's verb.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Reads the warehouse, judges it, and writes alerts.",
    discussion: """
      Evaluates the as-of and, first, the end of every day missed since the last succeeded run. Running it again for the
      same as-of changes nothing.
      """)

  @OptionGroup var warehouse: WarehouseOptions

  @Option(help: "The run's now, such as 2026-03-01 or 2026-03-01T06:00:00Z. Default: the warehouse's clock.")
  var asOf: InstantArgument?

  @Option(help: "Evaluate the end of every day after this instant as well: a backfill.")
  var since: InstantArgument?

  @Option(
    help:
      "Why the parameters differ from those of the run before. Default: change_reason, WEIR_CHANGE_REASON.")
  var reason: String?

  @Flag(help: "Read and judge, print what would be written, and write nothing.")
  var dryRun = false

  @Flag(help: "Print the configuration in force, with where each value came from, and stop.")
  var printConfig = false

  func validate() throws {
    if let asOf, let since, since.instant >= asOf.instant {
      throw ValidationError("--since must lie before --as-of")
    }
  }

  func run() throws {
    let configuration = try warehouse.configuration()
    if printConfig {
      print(
        textTable(["setting", "value", "from"], configuration.entries.map { [$0.key, $0.value, $0.origin] }))
      return
    }
    let log = makeLogger()
    try prepareInterrupts(log)
    let line = ProgressLine()
    defer { line.clear() }
    let run = Run(
      RunRequest(asOf: asOf?.instant, since: since?.instant, isDry: dryRun, reason: reason),
      configuration: configuration,
      version: weirVersion, log: log, progress: { line.show(Self.sentence($0)) })
    let report = try run()
    line.clear()
    print(Self.summary(report, isDry: dryRun))
    if report.outcome == .partial { throw Exit.Code(1) }
  }

  static func sentence(_ stage: RunStage) -> String {
    switch stage {
    case .reading(let relation, let rows): "reading \(relation.rawValue): \(rows) rows"
    case .evaluating(let detector, let point, let count): "\(detector): evaluation point \(point) of \(count)"
    case .writing(let alerts): "writing \(alerts) alerts"
    }
  }

  private static func shadows(_ alerts: [Alert]) -> String {
    let count = alerts.count { $0.stored.latest.maturity == .shadow }
    return count == 0 ? "" : "; \(count) shadow: kept for tuning, making no case"
  }

  private static func summary(_ report: RunReport, isDry: Bool) -> String {
    var lines = [
      isDry ? "dry run: nothing was written" : "run \(report.runID) \(report.outcome.rawValue)",
      "evaluated \(report.points.count) \(report.points.count == 1 ? "point" : "points")"
        + (report.points.last.map { " up to \($0)" } ?? ""),
      "alerts: \(report.alerts.count) met, \(report.opened) opened, \(report.grown) grown"
        + Self.shadows(report.alerts)
        + (report.suppressed == 0
          ? "" : "; \(report.suppressed) suppressed: kept up to date, asking for no attention"),
    ]
    lines += report.changedSettings.map { "changed since the run before: \($0)" }
    let inputs = report.inputs.map { input in
      [
        input.relation.rawValue, String(input.rows), String(input.rejected),
        input.newestAt?.description ?? "",
      ]
    }
    lines += [
      "", textTable(["relation", "rows read", "rejected", "newest"], inputs, rightAligned: [1, 2]), "",
    ]
    let detectors = report.detectors.map {
      [$0.detector, $0.outcome.rawValue, String($0.findings), $0.reason ?? ""]
    }
    lines.append(textTable(["detector", "outcome", "findings", "reason"], detectors, rightAligned: [2]))
    if isDry && !report.alerts.isEmpty {
      let alerts = report.alerts.map {
        [
          $0.severity.rawValue, $0.stored.detector, $0.stored.subject, $0.amount.formatted,
          $0.narrative.headline,
        ]
      }
      lines += [
        "", textTable(["severity", "detector", "subject", "amount", "headline"], alerts, rightAligned: [3]),
      ]
    }
    return lines.joined(separator: "\n")
  }
}
