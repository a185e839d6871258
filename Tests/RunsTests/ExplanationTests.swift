import Detection
import Detectors
import TestSupport
import Testing

/// `weir explain --account --detector`, as a process on the demo warehouse.
@Suite(.enabled(if: TestServer.uri != nil, Comment(rawValue: TestServer.reason)))
struct ExplanationTests {
  @Test func `it says why a detector fires and why not, and writes nothing`() throws {
    let warehouse = try RunningWarehouse.evaluated()
    let before = try warehouse.tables()
    let environment = ["WEIR_CONNECTION": warehouse.database.uri]
    func explain(_ arguments: String...) throws -> WeirProcess {
      try WeirProcess(["explain"] + arguments, environment: environment)
    }
    let alert = try warehouse.database.column(
      "SELECT subject_id || ' ' || alert_id FROM weir.alerts WHERE detector = 'salary-skim' ORDER BY 1 LIMIT 1"
    )[0]
    .split(separator: " ").map(String.init)
    let fires = try explain("--account", alert[0], "--detector", "salary-skim", "--as-of", "2026-06-01")
    #expect(fires.status == 0, "\(fires.errors)")
    #expect(fires.output.contains("It fires.") && fires.output.contains("alert \(alert[1])"))
    #expect(!fires.output.contains("NO"))
    let strict = try WeirProcess(
      ["explain", "--account", alert[0], "--detector", "salary-skim", "--as-of", "2026-06-01"],
      environment: environment.merging(["WEIR_DETECTORS_SALARY_SKIM_MIN_CYCLES": "99"]) { $1 })
    #expect(strict.output.contains("It does not fire."))
    #expect(strict.output.contains("≥ 99 min_cycles") && strict.output.contains("NO, off by"))
    for detector in Catalogue.all {
      let other = try explain("--account", alert[0], "--detector", detector.id, "--as-of", "2026-06-01")
      #expect(
        other.status == 0 && other.output.contains("  1  "), "\(detector.id): \(other.output) \(other.errors)"
      )
    }
    let unknown = try explain("--account", alert[0], "--detector", "no-such")
    #expect(unknown.status == 64 && unknown.errors.contains("platform-collusion"), "\(unknown.errors)")
    #expect(try explain("--account", "nobody", "--detector", "salary-skim").status == 64)
    #expect(try explain("--account", alert[0]).status == 64)
    #expect(try explain().status == 64)
    #expect(try warehouse.tables() == before)
  }
}
