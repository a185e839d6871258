import Foundation
import Ledger
import TestSupport
import Testing
import Warehouse

/// Killed at any moment, a run leaves all of itself or nothing, and the next one makes up for it.
@Suite(.enabled(if: TestServer.uri != nil, Comment(rawValue: TestServer.reason)))
struct KilledTests {
  static let since = RunningWarehouse.end - .days(7)

  @Test func `killed at thirty random moments and then run once, the tables are those of one clean run`()
    throws
  {
    let clean = try RunningWarehouse()
    let began = ContinuousClock().now
    let whole = try clean.command(
      "run", "--as-of", RunningWarehouse.end.description, "--since", Self.since.description)
    #expect(whole.status == 0, "\(whole.errors)")
    let microseconds = Double((ContinuousClock().now - began) / .microseconds(1))

    let warehouse = try RunningWarehouse()
    var random = SystemRandomNumberGenerator()
    var killed = 0
    for _ in 0..<30 {
      let moment = UInt32(microseconds * Double.random(in: 0...1, using: &random))
      let arguments = ["run", "--as-of", RunningWarehouse.end.description, "--since", Self.since.description]
      if try WeirProcess.kill(afterMicroseconds: moment, arguments, environment: warehouse.environment) {
        killed += 1
      }
    }
    #expect(killed > 0)
    let last = try warehouse.command(
      "run", "--as-of", RunningWarehouse.end.description, "--since", Self.since.description)
    #expect(last.status == 0, "\(last.errors)")
    #expect(try warehouse.tables() == (try clean.tables()))
    #expect(
      try warehouse.database.column("SELECT count(*) FROM weir.runs WHERE outcome = 'running'") == ["0"])
  }

  @Test func `a killed run is seen as such by status, and closed by the next run`() throws {
    let warehouse = try RunningWarehouse()
    let log = RunLog(session: warehouse.database.session)
    _ = try log.begin(
      asOf: RunningWarehouse.end, since: nil, configHash: "", version: "test", points: [], daysNotEvaluated: 0
    )
    let status = try warehouse.command("status")
    #expect(status.output.contains("killed"))
    try warehouse.run(RunningWarehouse.end)
    let errors = try warehouse.database.column("SELECT error FROM weir.runs ORDER BY run_id LIMIT 1")
    #expect(errors == ["killed: the process ended without finishing the run"])
  }

  @Test func `two at once: one runs, the other says so and leaves with 75`() throws {
    let warehouse = try RunningWarehouse()
    let other = try warehouse.database.connect()
    try RunLog(session: other).lock()
    let refused = try warehouse.command("run", "--as-of", RunningWarehouse.end.description)
    #expect(refused.status == 75)
    #expect(refused.errors.contains("another run holds the lock"))
  }
}

extension RunningWarehouse {
  /// The environment cron would give it.
  var environment: [String: String] { ["WEIR_CONNECTION": database.uri, "PATH": "/usr/bin:/bin"] }

  /// `weir`, run to its end.
  func command(_ arguments: String..., setting: [String: String] = [:]) throws -> WeirProcess {
    try WeirProcess(arguments, environment: environment.merging(setting) { _, given in given })
  }
}
