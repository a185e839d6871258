import ArgumentParser
import Flows
import Ledger
import Runs
import Warehouse

/// Which money reached a sink.
struct TraceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Traces settled money to sinks and prints how much each account routed. Writes nothing.")

  enum Format: String, ExpressibleByArgument, CaseIterable { case csv, json, table }

  @OptionGroup var warehouse: WarehouseOptions

  @Option(help: "End of the window, excluded. Default: the warehouse's clock.")
  var asOf: InstantArgument?

  @Option(help: "Begin of the window. Default: 90 days before the as-of.")
  var from: InstantArgument?

  @Option(help: "Transactions on the longest route. Default: 5.")
  var maxHops: Int?

  @Option(help: "How long money may stay and still be followed: 72h, 3d, 90m or 45s. Default: 72h.")
  var maxDwell: SpanArgument?

  @Option(help: "fifo, lifo or pro-rata. Default: fifo.")
  var convention: Convention?

  @Option(help: "Only what this account routed; with --format table or json also by which routes.")
  var account: String?

  @Option(help: "Routes of the account to show, the largest first. Default: 20.")
  var routes = 20

  @Option(help: "csv, json or table.")
  var format = Format.csv

  func validate() throws {
    if let maxHops, !(1...20).contains(maxHops) {
      throw ValidationError("--max-hops is a number from 1 to 20")
    }
    if !(1...100_000).contains(routes) {
      throw ValidationError("--routes is a number from 1 to 100000")
    }
    if let asOf, let from, from.instant >= asOf.instant {
      throw ValidationError("--from must lie before --as-of")
    }
  }

  func run() throws {
    let configuration = try warehouse.configuration()
    let log = makeLogger()
    try prepareInterrupts(log)
    let line = ProgressLine()
    defer { line.clear() }
    var parameters = configuration.trace
    parameters.maxHops = maxHops ?? parameters.maxHops
    parameters.maxDwell = maxDwell?.span ?? parameters.maxDwell
    parameters.convention = convention ?? parameters.convention
    let session = try warehouse.session(configuration, log: log)
    let tracing = try Tracing(
      session, configuration: configuration, asOf: asOf?.instant, from: from?.instant, parameters: parameters,
      log: log,
      progress: { line.show("reading \($0.rawValue): \($1) rows") })
    line.clear()
    print(try text(tracing), terminator: "")
  }

  private func text(_ tracing: Tracing) throws -> String {
    guard let account else {
      let table = tracing.table
      return switch format {
      case .csv: table.csv
      case .json: table.json
      case .table: table.table
      }
    }
    let found = try tracing.account(account, routes: routes)
    return switch format {
    case .csv: found.table.csv
    case .json: found.json
    case .table: found.text
    }
  }
}

extension Convention: ExpressibleByArgument {}
