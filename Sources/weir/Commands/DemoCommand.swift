import ArgumentParser

/// Loads the demo warehouse.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Loads the demo warehouse into an empty database.")

  @OptionGroup var warehouse: WarehouseOptions

  func run() throws {}
}
