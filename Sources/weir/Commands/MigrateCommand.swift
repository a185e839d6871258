import ArgumentParser
import Runs
import Warehouse

/// Brings Weir's own schemas up to date.
struct MigrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate",
    abstract: "Creates or updates Weir's schemas and roles, and installs the starter lists.",
    discussion: "All of it happens in one transaction under a lock; running it again changes nothing.")

  @OptionGroup var warehouse: WarehouseOptions

  @Flag(help: "Print the SQL instead of running it.")
  var print = false

  func run() throws {
    if print {
      for migration in Migrations.all { Swift.print("-- \(migration.name)\n\n\(migration.text)") }
      for view in SQL.folder("bi") { Swift.print("-- BI views: \(view.name)\n\n\(view.text)") }
      Swift.print("-- roles\n\n\(SQL.text("roles/roles"))", terminator: "")
      return
    }
    let configuration = try warehouse.configuration()
    let log = makeLogger()
    try prepareInterrupts(log)
    let session = try warehouse.session(configuration, log: log)
    var installed: [String] = []
    let applied = try Migrations.apply(to: session, sourceSchema: configuration.sourceSchema) {
      installed = try ListStore(session: session).installStarterLists(
        on: try RunLog(session: session).clock())
    }
    for name in applied { Swift.print("applied \(name)") }
    for name in installed { Swift.print("installed the starter list \(name)") }
    if applied.isEmpty && installed.isEmpty { Swift.print("nothing to do: the database is up to date") }
  }
}
