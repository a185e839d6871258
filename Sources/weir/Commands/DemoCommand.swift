import ArgumentParser
import Demo
import Evaluation
import Foundation
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

  @Option(help: "How often every scheme is planted. Default: once, and once more for every 6000 accounts.")
  var rounds: Int?

  @Option(help: "Write what is hidden in it to this file, for weir evaluate.")
  var labels: String?

  func validate() throws {
    if let rounds, !(1...1_000).contains(rounds) {
      throw ValidationError("--rounds is a number from 1 to 1000")
    }
    if !(1...5_000_000).contains(accounts) {
      throw ValidationError("--accounts is a number up to 5000000")
    }
  }

  func run() throws {
    let log = makeLogger()
    try prepareInterrupts(log)
    let session = try warehouse.session(try warehouse.configuration(), log: log)
    let demo = DemoWarehouse.generate(seed: seed, accounts: accounts, rounds: rounds)
    if let labels {
      try SchemeLabel.csv(demo.labels).write(toFile: labels, atomically: true, encoding: .utf8)
    }
    try demo.load(into: session) { table, rows in print("\(table): \(rows) rows") }
    print("everything in it lies before \(demo.asOf)")
  }
}
