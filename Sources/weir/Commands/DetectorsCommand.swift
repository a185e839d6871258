import ArgumentParser
import Detection
import Detectors
import Runs

/// What runs, and with which numbers.
struct DetectorsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "detectors",
    abstract: "Shows the detectors, or one with its red flags, parameters and limits.")

  @OptionGroup var warehouse: WarehouseOptions

  @Flag(help: "Print the documentation of all of them as Markdown.")
  var markdown = false

  @Flag(help: "Print every published indicator, with what answers it or why nothing does, as Markdown.")
  var redFlags = false

  @Argument(help: "A detector's id.")
  var id: String?

  func run() throws {
    if markdown {
      print(DetectorText.markdown(Catalogue.all), terminator: "")
      return
    }
    if redFlags {
      print(RedFlagText.markdown(Catalogue.all), terminator: "")
      return
    }
    guard let id else {
      print(textTable(["detector", "version", "maturity", "answers"], DetectorText.rows(Catalogue.all)))
      return
    }
    guard let settings = try warehouse.configuration().detectors[id],
      let detector = Catalogue.detector(id: id)
    else {
      throw ValidationError("there is no detector '\(id)'; weir detectors names them")
    }
    print(DetectorText.section(detector, settings: settings), terminator: "")
  }
}
