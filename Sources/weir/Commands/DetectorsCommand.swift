import ArgumentParser
import Detection
import Detectors
import Runs

/// What runs, and with which numbers.
struct DetectorsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "detectors", abstract: "Shows the detectors, or one with its red flags, parameters and limits.")

  @OptionGroup var warehouse: WarehouseOptions

  @Flag(help: "Print the documentation of all of them as Markdown.")
  var markdown = false

  @Argument(help: "A detector's id.")
  var id: String?

  func run() throws {
    if markdown {
      print(DetectorText.markdown(Catalogue.all), terminator: "")
      return
    }
    guard let id else {
      let rows = Catalogue.all.map { [$0.id, String($0.version), $0.maturity.rawValue, $0.answers] }
      print(textTable(["detector", "version", "maturity", "answers"], rows))
      return
    }
    guard let detector = Catalogue.all.first(where: { $0.id == id }) else {
      throw ValidationError("there is no detector '\(id)'; there are \(Catalogue.all.map(\.id).joined(separator: ", "))")
    }
    let settings = try warehouse.configuration().detectors[id] ?? Settings()
    print(DetectorText.section(detector, settings: settings), terminator: "")
  }
}
