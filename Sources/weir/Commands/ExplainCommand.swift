import ArgumentParser
import Detectors
import Ledger
import Postgres
import Reports
import Runs
import Warehouse

/// Why an alert fired, what a case amounts to, or why an account has no alert.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract:
      "Tells who, what, when, where, why and how of an alert, what a case adds up from, or why a detector does not fire.",
    discussion: """
      With an alert's id: its story, the arithmetic, and what was not searched. With a case's id: what its severity and its
      priority add up from. With --account and --detector: every condition of the detector, what was measured of the account,
      the limit in force, and how far off it is. Writes nothing.
      """)

  @OptionGroup var warehouse: WarehouseOptions

  @Argument(help: "An alert's or a case's id, or the beginning of it.")
  var id: String?

  @Option(help: "An account or endpoint to be judged.")
  var account: String?

  @Option(help: "The detector that judges it.")
  var detector: String?

  @Option(help: "The instant to judge at. Default: the warehouse's clock.")
  var asOf: InstantArgument?

  func validate() throws {
    let isAccount = account != nil || detector != nil || asOf != nil
    if (id == nil) != isAccount || (account == nil) != (detector == nil) {
      throw ValidationError("give the id of an alert or a case, or --account and --detector")
    }
    if let detector { try named { _ = try Configuration(layers: []).detector(detector) } }
  }

  func run() throws {
    let (configuration, log) = (try warehouse.configuration(), makeLogger())
    guard let account, let detector else { return try explain(id ?? "", configuration) }
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

  private func explain(_ id: String, _ configuration: Configuration) throws {
    let session = try warehouse.session(configuration, log: makeLogger())
    try Migrations.verify(session)
    do {
      let found = try CaseReader(session: session, schema: configuration.sourceSchema).find(id)
      switch found.kind {
      case .alert: print(AlertText(story: try AlertStory(of: found.id, in: session)).text)
      case .case:
        let story = try CaseStory(of: found.id, signals: Catalogue.signals, in: session)
        print(CaseText(story: story).text)
      }
    } catch let error as NoSuchCase {
      throw ValidationError("\(error): weir.alerts and weir.cases have the ids")
    }
  }
}

/// Says of an unknown name what names there are, as a fault of usage.
func named(_ body: () throws -> Void) throws {
  do { try body() } catch let error as UnknownDetector { throw ValidationError(error.description) }
}
