import ArgumentParser
import Postgres
import Runs
import Warehouse

/// What the run log says, for an operator in a hurry.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Shows the last runs, whether one is running now, and the alerts by severity.")

  @OptionGroup var warehouse: WarehouseOptions

  @Option(help: "How many runs to show.")
  var runs = 10

  func run() throws {
    let session = try warehouse.session(try warehouse.configuration(), log: makeLogger())
    try Migrations.verify(session)
    let status = try RunStatus(session, runs: max(1, runs))
    print(status.isRunning ? "a run is going on now" : "no run is going on")
    print("")
    let lines = status.runs.map { [$0.id, $0.asOf, $0.outcome, $0.startedAt, $0.detectors, $0.remarks] }
    print(
      textTable(["run", "as of", "outcome", "started", "detectors", "remarks"], lines, rightAligned: [0]))
    if status.counts.isEmpty { return }
    print("")
    let alerts = status.counts.map { [$0.detector, $0.severity, $0.alerts, $0.waiting, $0.amount] }
    print(
      textTable(["detector", "severity", "alerts", "to look at", "amount"], alerts, rightAligned: [2, 3, 4]))
  }
}
