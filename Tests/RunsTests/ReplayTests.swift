import Alerts
import Ledger
import Runs
import TestSupport
import Testing

@Suite(.enabled(if: TestServer.uri != nil, Comment(rawValue: TestServer.reason)))
struct ReplayTests {
  private func replay(_ warehouse: RunningWarehouse, _ run: String, _ settings: [String: String] = [:]) throws
    -> Replay
  {
    try Replay(
      of: run, configuration: try warehouse.configuration(settings), version: "test", log: quiet,
      progress: { _ in })
  }

  @Test func `nothing changed gives nothing, also after later runs`() throws {
    let warehouse = try RunningWarehouse()
    let first = try warehouse.run(RunningWarehouse.end - .days(3), since: RunningWarehouse.end - .days(5))
    try warehouse.run(RunningWarehouse.end)
    let before = try warehouse.tables()
    let replay = try replay(warehouse, first.runID)
    #expect(replay.differences.isEmpty && replay.causes.isEmpty)
    #expect(replay.unchanged == first.alerts.count)
    #expect(try warehouse.tables() == before)
    #expect(try warehouse.database.column("SELECT count(*) FROM weir.runs") == ["2"])
  }

  @Test func `other limits, lists and rows are told alert by alert`() throws {
    let warehouse = try RunningWarehouse.evaluated()
    let run = try warehouse.database.column("SELECT max(run_id) FROM weir.runs")[0]
    let strict = try replay(warehouse, run, ["detectors.salary-skim.high_share": "0.9"])
    #expect(
      strict.causes == [
        "setting then: detectors.salary-skim.high_share = 0.600",
        "setting now: detectors.salary-skim.high_share = 0.9",
      ])
    #expect(Set(strict.differences.compactMap(\.alert?.detector)) == ["salary-skim"])
    let gone = strict.differences.filter { $0.change == .gone }
    #expect(!gone.isEmpty && gone.allSatisfy { $0.then != nil && $0.now == nil && !$0.removed.isEmpty })
    for changed in strict.differences where changed.change == .changed {
      #expect(changed.then?.reasonCodes.contains("most_of_pay") == true)
      #expect(changed.now?.reasonCodes.contains("most_of_pay") == false)
    }
    let loose = try replay(warehouse, run, ["detectors.salary-skim.high_share": "0.3"])
    #expect(loose.differences.contains { $0.change == .new && $0.then == nil && !$0.added.isEmpty })

    try warehouse.database.run(
      """
      DELETE FROM platform.payment WHERE payment_no::text IN
        (SELECT transaction_id FROM weir.alert_transactions WHERE role = 'dealing' ORDER BY transaction_id LIMIT 20)
      """)
    let fewer = try replay(warehouse, run)
    #expect(fewer.causes.contains { $0.hasPrefix("rows used of transactions: ") })
    #expect(fewer.differences.contains { !$0.removed.isEmpty })
  }

  @Test func `a run that cannot be replayed is a fault of usage`() throws {
    let warehouse = try RunningWarehouse.evaluated()
    let environment = ["WEIR_CONNECTION": warehouse.database.uri]
    for run in ["99", "x"] {
      let process = try WeirProcess(["replay", run], environment: environment)
      #expect(process.status == 64, "\(process.errors)")
    }
    let json = try WeirProcess(["replay", "1", "--format", "json"], environment: environment)
    #expect(json.status == 0 && json.output.contains("\"differences\" : ["), "\(json.errors)")
  }
}
