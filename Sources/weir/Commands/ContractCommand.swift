import ArgumentParser
import Runs
import Warehouse

/// Prints what an operator fills in once.
struct ContractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contract", abstract: "Prints the source contract as SQL: views to map your own tables to.")

  @OptionGroup var warehouse: WarehouseOptions

  func run() throws {
    let schema = try warehouse.configuration().sourceSchema
    // Printed for a person to run, so quoted for reading: only where PostgreSQL needs it.
    let name =
      schema.wholeMatch(of: /[a-z_][a-z0-9_]*/) == nil
      ? "\"\(schema.replacing("\"", with: "\"\""))\"" : schema
    print(SQL.text("contract/skeleton").replacing("weir_source", with: name), terminator: "")
  }
}
