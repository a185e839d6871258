import ArgumentParser
import Postgres
import Runs
import Warehouse

/// What the run log says, for an operator in a hurry.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Shows the last runs, whether one is running now, and the alerts by severity.")

  @OptionGroup var warehouse: WarehouseOptions

  @Option(help: "How many runs to show.")
  var runs = 10

  func run() throws {
    let session = try warehouse.session(try warehouse.configuration(), log: makeLogger())
    try Migrations.verify(session)
    let isLocked = try session.execute(SQL.text("queries/run_lock_holder"))[0, 0] == "t"
    let rows = try session.execute(SQL.text("queries/recent_runs"), [String(max(1, runs))])
    print(isLocked ? "a run is going on now" : "no run is going on")
    print("")
    let lines = (0..<rows.count).map { row in
      let outcome = rows[row, 2] == "running" && !isLocked ? "killed" : rows[row, 2] ?? ""
      let detectors = "\(rows[row, 7] ?? "0") ran, \(rows[row, 8] ?? "0") skipped, \(rows[row, 9] ?? "0") failed"
      return [rows[row, 0] ?? "", rows[row, 1] ?? "", outcome, rows[row, 3] ?? "", detectors, rows[row, 6] ?? ""]
    }
    print(textTable(["run", "as of", "outcome", "started", "detectors", "remarks"], lines, rightAligned: [0]))
    let counts = try session.execute(SQL.text("queries/alert_counts"))
    if counts.isEmpty { return }
    print("")
    let alerts = (0..<counts.count).map { row in (0..<4).map { counts[row, $0] ?? "" } }
    print(textTable(["detector", "severity", "alerts", "amount"], alerts, rightAligned: [2, 3]))
  }
}
