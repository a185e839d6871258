import ArgumentParser
import Detection
import Detectors
import Foundation
import Runs

/// What runs, and with which numbers.
struct DetectorsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "detectors",
    abstract: "Shows the detectors as configured, or one with its red flags, parameters and limits.")

  @OptionGroup var warehouse: WarehouseOptions

  @Flag(help: "Print the documentation of all of them as Markdown.")
  var markdown = false

  @Flag(help: "Print every published indicator, with what answers it or why nothing does, as Markdown.")
  var redFlags = false

  @Option(
    help: "Print what a reviewer of models asks, as Markdown; the folder of the detectors' cases is counted.")
  var model: String?

  @Argument(help: "A detector's id.")
  var id: String?

  func run() throws {
    if markdown {
      print(DetectorText.markdown(Catalogue.all), terminator: "")
      return
    }
    if let model {
      print(ModelText.markdown(Catalogue.all, cases: try Self.cases(in: model)), terminator: "")
      return
    }
    if redFlags {
      print(RedFlagText.markdown(Catalogue.all), terminator: "")
      return
    }
    let inForce = try warehouse.configuration().detectors
    guard let id else {
      print(
        textTable(
          ["detector", "version", "maturity", "parameters", "answers"],
          DetectorText.rows(Catalogue.all, inForce)))
      return
    }
    guard let settings = inForce[id],
      let detector = Catalogue.detector(id: id)
    else {
      throw ValidationError("there is no detector '\(id)'; weir detectors names them")
    }
    print(DetectorText.section(detector, settings: settings), terminator: "")
  }

  private static func cases(in folder: String) throws -> [String: CaseCount] {
    var cases: [String: CaseCount] = [:]
    for detector in Catalogue.all {
      let path = "\(folder)/\(detector.id).md"
      guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
        throw ValidationError("\(path) cannot be read: --model takes the folder of the detectors' cases")
      }
      cases[detector.id] = CaseCount(markdown: text)
    }
    return cases
  }
}
