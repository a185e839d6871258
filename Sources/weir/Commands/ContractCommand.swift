import ArgumentParser
import Warehouse

/// Prints what an operator fills in once.
struct ContractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contract", abstract: "Prints the source contract as SQL: views to map your own tables to.")

  func run() {
    print(SQL.text("contract/skeleton"), terminator: "")
  }
}
