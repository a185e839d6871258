import ArgumentParser
import Foundation
import Ledger
import Reports
import Runs

/// Reports to the authorities, as drafts and no further.
struct SARCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sar", abstract: "Drafts reports for compliance. Nothing is ever sent.",
    subcommands: [Draft.self])

  struct Draft: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Writes narrative, FinCEN XML, attachment and a sheet with clocks and faults.",
      discussion: """
        Needs a login that is a member of weir_compliance and weir_reader. A case with a report on record is continued. A
        draft with faults is written too, and the exit code is 65.
        """)

    @OptionGroup var warehouse: WarehouseOptions

    @Option(help: "The institution's details, a YAML file; docs/sar.md describes it.")
    var filer: String

    @Option(help: "Folder to write to, for its owner alone; made if it is not there.")
    var output: String

    @Option(help: "FinCEN's schema, EFL_SARXBatchSchema.xsd. Default: 'schema' of the filer file.")
    var schema: String?

    @Option(help: "The draft's now and filing date. Default: the warehouse's clock.")
    var asOf: InstantArgument?

    @Flag(help: "Mend the last report on record instead of continuing it.")
    var correct = false

    @Argument(help: "A case's or an alert's id, or the beginning of it.")
    var id: String

    func run() throws {
      let filer = try Filer(file: self.filer)
      // A path in the filer file is meant from where that file is.
      let named =
        filer.schema.isEmpty
        ? nil : URL(fileURLWithPath: filer.schema, relativeTo: URL(fileURLWithPath: self.filer)).path
      let configuration = try warehouse.configuration()
      let session = try warehouse.session(configuration, log: makeLogger())
      let report = try Reporting(session, configuration: configuration, version: weirVersion).draft(
        DraftRequest(
          caseID: id, filer: filer, schema: schema ?? named, folder: output, asOf: asOf?.instant,
          isCorrection: correct))
      for file in report.files { print(file) }
      for clock in report.clocks {
        print("\(clock.name): \(clock.due.map { "last day \($0.date)" } ?? clock.basis)")
      }
      if report.faults.isEmpty { return }
      print("\n\(report.faults.count) \(report.faults.count == 1 ? "fault" : "faults"):")
      for fault in report.faults { print("- \(fault)") }
      throw Exit.Code(65)
    }
  }
}
