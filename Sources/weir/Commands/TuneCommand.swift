import ArgumentParser
import Detection
import Detectors
import Evaluation
import Foundation
import Reports
import Runs

/// What a threshold costs and catches.
struct TuneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tune",
    abstract: "Replays history at many values of one parameter: alerts, what they catch, samples for review.",
    discussion: """
      The warehouse is read once, and each day studied once for all values where the detector allows it. Recall and precision
      come from alerts that people closed, and from a file of labels. Writes nothing to the warehouse; --output writes the
      table and the samples as CSV, and a drawing.
      """)

  @OptionGroup var warehouse: WarehouseOptions

  @Argument(help: "A detector's id.")
  var detector: String

  @Option(help: "The parameter to try; weir detectors ID names them.")
  var parameter: String

  @Option(help: "Values as configuration writes them: a,b,c or from..to/step. The value in force is added.")
  var values: String

  @Option(help: "Replay the end of every day after this instant. Default: four weeks before the as-of.")
  var since: InstantArgument?

  @Option(help: "The last instant to replay. Default: the warehouse's clock.")
  var asOf: InstantArgument?

  @Option(help: "A file of labels (CSV): detector, label (scheme or look_alike), subject_id, party_ids.")
  var labels: String?

  @Option(help: "Alerts for review on each side of the value in force.")
  var samples = 10

  @Option(help: "Folder for the table, the samples and the drawing.")
  var output: String?

  func validate() throws {
    if let asOf, let since, since.instant >= asOf.instant {
      throw ValidationError("--since must lie before --as-of")
    }
    try named { _ = try parsed(Configuration(layers: [])) }
  }

  /// Detector, parameter and values, or the names there are as a fault of usage.
  private func parsed(_ configuration: Configuration) throws -> (any Detector, Parameter, [Int64]) {
    let made = try configuration.detector(detector)
    do {
      let parameter = try type(of: made).parameter(parameter)
      return (made, parameter, try ParameterValues.read(values, of: parameter))
    } catch let error as UnknownParameter {
      throw ValidationError(error.description)
    } catch let error as ValuesUnreadable {
      throw ValidationError(error.description)
    }
  }

  func run() throws {
    let (configuration, log) = (try warehouse.configuration(), makeLogger())
    try prepareInterrupts(log)
    let (made, parameter, values) = try parsed(configuration)
    let known = try labels.map {
      try SchemeLabel.read(Array(try Data(contentsOf: URL(filePath: $0))), named: $0)
    }
    let line = ProgressLine()
    defer { line.clear() }
    let tuning = try Tuning(
      try warehouse.session(configuration, log: log), configuration: configuration, detector: made,
      parameter: parameter, values: values, asOf: asOf?.instant, since: since?.instant,
      labels: known, log: log, progress: { line.show(RunCommand.sentence($0)) })
    line.clear()
    let text = TuningText(tuning, samples: samples)
    print(text.text)
    guard let output else { return }
    let folder = try PrivateFolder(output, mayBeShared: true)
    let name = "tune-\(detector)-\(parameter.name)"
    print("")
    print(try folder.write(text.csv, as: "\(name).csv"))
    print(try folder.write(text.samplesCSV, as: "\(name)-samples.csv"))
    print(try folder.write(text.chart.svg(), as: "\(name).svg"))
  }
}
