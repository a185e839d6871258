import ArgumentParser
import Ledger
import Runs
import Warehouse

/// Verifies everything a run rests on, without writing.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Verifies configuration, connection, migrations and the source contract.",
    discussion:
      "Every fault names relation, column and an example row, and says what to do. Exit 65 if there is one.")

  @OptionGroup var warehouse: WarehouseOptions

  @Option(help: "Judge freshness and future rows against this instant. Default: the warehouse's clock.")
  var asOf: InstantArgument?

  func run() throws {
    let configuration = try warehouse.configuration()
    let log = makeLogger()
    try prepareInterrupts(log)
    let session = try warehouse.session(configuration, log: log)
    let clock = try RunLog(session: session).clock()
    let check = ContractCheck(session: session, schema: configuration.sourceSchema)
    let faults = try check.all(
      currency: configuration.currency, clock: asOf?.instant ?? clock, freshWithin: configuration.freshWithin)
    let (_, _, absent) = try check.structure()
    for relation in absent.sorted() {
      print(
        "note: \(configuration.sourceSchema).\(relation.rawValue) is absent; detectors that need it will not run"
      )
    }
    for fault in faults { print("\(fault.isWarning ? "warning" : "fault"): \(fault.sentence)") }
    let broken = faults.filter { !$0.isWarning }
    if broken.contains(where: { $0.problem == .noRight }) { throw Exit.Code(77) }
    do { try Migrations.verify(session) } catch let error as WarehouseError {
      print("fault: \(error)")
      throw Exit.Code(65)
    }
    if !broken.isEmpty { throw Exit.Code(65) }
    print("the source contract holds")
  }
}
