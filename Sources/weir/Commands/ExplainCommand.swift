import ArgumentParser
import Postgres
import Runs
import Warehouse

/// Why an alert fired.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract:
      "Tells who, what, when, where, why and how of an alert, the arithmetic, and what was not searched.")

  @OptionGroup var warehouse: WarehouseOptions

  @Argument(help: "An alert's id, or the beginning of it.")
  var alert: String

  func run() throws {
    let session = try warehouse.session(try warehouse.configuration(), log: makeLogger())
    try Migrations.verify(session)
    do {
      print(AlertText(story: try AlertStory(of: alert, in: session)).text)
    } catch let error as AlertNotFound {
      throw ValidationError(error.description)
    }
  }
}
