import ArgumentParser
import Runs

/// A case as one page.
struct CaseFileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "case-file", abstract: "Writes a case or an alert as one HTML page.",
    discussion: """
      The page needs no network and no script, and prints. It holds names and payment details: its mode is 0600. The
      routes are drawn if Graphviz (dot) is installed.
      """)

  @OptionGroup var warehouse: WarehouseOptions

  @Option(help: "Folder to write to; made if it is not there.")
  var output = "."

  @Argument(help: "A case's or an alert's id, or the beginning of it.")
  var id: String

  func run() throws {
    let configuration = try warehouse.configuration()
    let session = try warehouse.session(configuration, log: makeLogger())
    let reporting = try Reporting(session, configuration: configuration, version: weirVersion)
    print(try reporting.writeCaseFile(id, into: output))
  }
}
