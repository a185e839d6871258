import ArgumentParser
import Runs

/// What today's code, lists and parameters would change in a past run.
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Judges the evaluation points of a past run again and shows what would come out otherwise.",
    discussion: """
      The run's own points are judged with the binary, the lists and the configuration in force, on the rows the warehouse has
      now. New, gone and changed alerts are shown one by one, and what differs between then and now. Writes nothing.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case table, json }

  @OptionGroup var warehouse: WarehouseOptions

  @Argument(help: ArgumentHelp("A run's number; weir status names the last ones.", valueName: "run"))
  var id: String

  @Option(help: "table or json.")
  var format = Format.table

  func run() throws {
    let (configuration, log) = (try warehouse.configuration(), makeLogger())
    try prepareInterrupts(log)
    let line = ProgressLine()
    defer { line.clear() }
    let replay = try Replay(
      of: id, configuration: configuration, version: weirVersion, log: log,
      progress: { line.show(RunCommand.sentence($0)) })
    line.clear()
    let text = ReplayText(replay: replay)
    print(format == .table ? text.text : try text.json())
  }
}
