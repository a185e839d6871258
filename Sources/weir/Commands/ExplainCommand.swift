import ArgumentParser
import Ledger
import Postgres
import Runs
import Warehouse

/// Why an alert fired, or why an account has none.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract:
      "Tells who, what, when, where, why and how of an alert, or why a detector does not fire on an account.",
    discussion: """
      With an alert's id: its story, the arithmetic, and what was not searched. With --account and --detector: every
      condition of the detector, what was measured of the account, the limit in force, and how far off it is. Writes nothing.
      """)

  @OptionGroup var warehouse: WarehouseOptions

  @Argument(help: "An alert's id, or the beginning of it.")
  var alert: String?

  @Option(help: "An account or endpoint to be judged.")
  var account: String?

  @Option(help: "The detector that judges it.")
  var detector: String?

  @Option(help: "The instant to judge at. Default: the warehouse's clock.")
  var asOf: InstantArgument?

  func validate() throws {
    let isAccount = account != nil || detector != nil || asOf != nil
    if (alert == nil) != isAccount || (account == nil) != (detector == nil) {
      throw ValidationError("give an alert's id, or --account and --detector")
    }
    if let detector { try named { _ = try Configuration(layers: []).detector(detector) } }
  }

  func run() throws {
    let (configuration, log) = (try warehouse.configuration(), makeLogger())
    guard let account, let detector else { return try explain(alert ?? "", configuration) }
    try prepareInterrupts(log)
    let line = ProgressLine()
    defer { line.clear() }
    let explanation = try Explanation(
      try warehouse.session(configuration, log: log), configuration: configuration, account: account,
      detector: detector, asOf: asOf?.instant, log: log,
      progress: { line.show("reading \($0.rawValue): \($1) rows") })
    line.clear()
    print(ExplanationText(explanation: explanation).text)
  }

  private func explain(_ alert: String, _ configuration: Configuration) throws {
    let session = try warehouse.session(configuration, log: makeLogger())
    try Migrations.verify(session)
    do {
      print(AlertText(story: try AlertStory(of: alert, in: session)).text)
    } catch let error as AlertNotFound {
      throw ValidationError(error.description)
    }
  }
}

/// Says of an unknown name what names there are, as a fault of usage.
func named(_ body: () throws -> Void) throws {
  do { try body() } catch let error as UnknownDetector { throw ValidationError(error.description) }
}
