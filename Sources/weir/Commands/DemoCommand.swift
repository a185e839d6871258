import ArgumentParser
import Demo
import Ledger
import Postgres
import Runs

/// Loads the demo warehouse.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Loads an invented warehouse with known schemes into an empty database.",
    discussion:
      "The same seed gives the same warehouse, to the byte. It creates the schemas platform and weir_source.")

  @OptionGroup var warehouse: WarehouseOptions

  @Option(help: "Seed of the invention.")
  var seed = DemoWarehouse.defaultSeed

  @Option(help: "About how many accounts; at least 800.")
  var accounts = 3_000

  func run() throws {
    let log = makeLogger()
    try prepareInterrupts(log)
    let session = try warehouse.session(try warehouse.configuration(), log: log)
    let demo = DemoWarehouse.generate(seed: seed, accounts: accounts)
    try demo.load(into: session) { table, rows in print("\(table): \(rows) rows") }
    print("everything in it lies before \(demo.asOf)")
  }
}
