import ArgumentParser
import Detection
import Evaluation
import Foundation
import Ledger
import Runs

/// How well detectors do where the truth is known.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Holds alerts against labels: recall, precision, false alarms, evidence, time to alert.",
    discussion: """
      Reads the alert tables, or with --dry-run judges anew, and writes nothing. docs/evaluation.md says what each figure
      means and what a file of labels looks like; weir demo --labels writes one.
      """)

  @OptionGroup var warehouse: WarehouseOptions

  @Option(help: "CSV file of labelled schemes and look-alikes.")
  var labels: String?

  @Option(parsing: .upToNextOption, help: "Add up what earlier evaluations wrote with --format json.")
  var pool: [String] = []

  @Flag(help: "Judge now instead of reading the alert tables.")
  var dryRun = false

  @Option(help: "With --dry-run: the run's now. Default: the warehouse's clock.")
  var asOf: InstantArgument?

  @Option(help: "With --dry-run: evaluate the end of every day after this instant as well.")
  var since: InstantArgument?

  @Option(help: "table, csv, json or markdown.")
  var format = ScoreTable.Format.table

  @Flag(help: "Name every scheme that was missed and every false alert.")
  var details = false

  func validate() throws {
    if pool.isEmpty == (labels == nil) { throw ValidationError("give either --labels or --pool") }
    if !dryRun && (asOf != nil || since != nil) {
      throw ValidationError("--as-of and --since need --dry-run; without it the tables are evaluated")
    }
    if let asOf, let since, since.instant >= asOf.instant {
      throw ValidationError("--since must lie before --as-of")
    }
  }

  func run() throws {
    guard let labels else {
      let files = try pool.map { try Data(contentsOf: URL(fileURLWithPath: $0)) }
      return print(try ScoreTable(pooling: files).text(format), terminator: "")
    }
    let truth = try SchemeLabel.read(
      Array(try Data(contentsOf: URL(fileURLWithPath: labels))), named: labels)
    let configuration = try warehouse.configuration()
    let log = makeLogger()
    try prepareInterrupts(log)
    let line = ProgressLine()
    defer { line.clear() }
    let session = try warehouse.session(configuration, log: log)
    let evaluation =
      dryRun
      ? try Evaluating(
        dry: Run(
          RunRequest(asOf: asOf?.instant, since: since?.instant, isDry: true), configuration: configuration,
          version: weirVersion, log: log),
        session, configuration: configuration, labels: truth, log: log,
        progress: { line.show("reading \($0.rawValue): \($1) rows") }
      ).evaluation
      : try Evaluating(
        session, configuration: configuration, labels: truth, log: log,
        progress: { line.show("reading \($0.rawValue): \($1) rows") }
      ).evaluation
    line.clear()
    print(ScoreTable(evaluation.scores, total: evaluation.total).text(format), terminator: "")
    if details { print(Self.details(evaluation)) }
  }

  private static func details(_ evaluation: Evaluation) -> String {
    let missed = evaluation.missed.map {
      [$0.schemeID, $0.detector, $0.difficulty?.rawValue ?? "", $0.subjectID, $0.story]
    }
    let wrong = evaluation.falseAlerts.map { alert, lookAlike in
      [
        alert.severity.rawValue, alert.detector, alert.subject,
        lookAlike.map { "\($0.schemeID) \($0.story)" } ?? "",
        alert.headline,
      ]
    }
    return "\n"
      + textTable(["missed", "detector", "difficulty", "subject", "story"], missed) + "\n\n"
      + textTable(["false at", "detector", "subject", "look-alike", "headline"], wrong)
  }
}

extension ScoreTable.Format: ExpressibleByArgument {}
