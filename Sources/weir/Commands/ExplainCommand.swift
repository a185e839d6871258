import ArgumentParser
import Postgres
import Runs
import Warehouse

/// Why an alert fired.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Tells who, what, when, where, why and how of an alert, and the figures behind it.")

  @OptionGroup var warehouse: WarehouseOptions

  @Argument(help: "An alert's id, or the beginning of it.")
  var alert: String

  func run() throws {
    let session = try warehouse.session(try warehouse.configuration(), log: makeLogger())
    try Migrations.verify(session)
    let rows = try session.execute(SQL.text("queries/explain_alert"), [alert])
    guard rows.count == 1 else {
      throw ValidationError(rows.isEmpty ? "there is no alert '\(alert)'" : "more than one alert begins with '\(alert)'")
    }
    func cell(_ column: Int) -> String { rows[0, column] ?? "" }
    let bound = cell(15) == "t" ? " at least (something was cut off)" : ""
    print(
      """
      \(cell(5))

      alert       \(cell(0))
      detector    \(cell(1)), version \(cell(2))
      severity    \(cell(3)), score \(cell(4))
      amount      \(cell(12)) \(cell(13))\(bound), \(cell(14)) transactions
      seen        \(cell(16)) to \(cell(17))
      searched    \(cell(18)) to \(cell(19))
      reasons     \(cell(20))
      lists       \(cell(21))

      Who    \(cell(6))
      What   \(cell(7))
      When   \(cell(8))
      Where  \(cell(9))
      Why    \(cell(10))
      How    \(cell(11))

      Figures \(cell(22))
      """)
  }
}
