import Alerts
import Detection
import Detectors
import Ledger
import Runs
import TestSupport
import Testing
import Warehouse

/// Maturity, versions and parameters on alerts, and the log of their changes, as runs write them.
@Suite(.enabled(if: TestServer.uri != nil, Comment(rawValue: TestServer.reason)))
struct GovernanceTests {
  static let end = RunningWarehouse.end
  private static let shadow = ["detectors.multi-hop-routing.maturity": "shadow"]

  @Test func `a shadow detector's alerts are kept, make no case and ask for nothing`() throws {
    let warehouse = try RunningWarehouse()
    let report = try warehouse.run(Self.end, Self.shadow)
    let database = warehouse.database
    let mine = "FROM weir.alerts WHERE detector = 'multi-hop-routing'"
    #expect(try database.column("SELECT DISTINCT maturity \(mine)") == ["shadow"])
    #expect(try database.column("SELECT count(*) > 0 FROM weir.alerts WHERE maturity = 'active'") == ["t"])
    #expect(
      try database.column("SELECT count(*) FROM weir.case_alerts WHERE alert_id IN (SELECT alert_id \(mine))")
        == ["0"])
    #expect(
      try database.column(
        "SELECT count(*) FROM weir.alert_state WHERE asks_for_attention AND alert_id IN (SELECT alert_id \(mine))"
      )
        == ["0"])
    #expect(
      try database.column("SELECT maturity FROM weir.run_detectors WHERE detector = 'multi-hop-routing'") == [
        "shadow"
      ])
    #expect(
      try database.column("SELECT maturity FROM weir.detectors WHERE detector = 'multi-hop-routing'") == [
        "shadow"
      ])
    #expect(report.alerts.contains { $0.stored.latest.maturity == .shadow })

    // Turned active, the same schemes make their cases.
    try warehouse.run(Self.end + .days(1))
    #expect(
      try database.column(
        "SELECT count(*) \(mine) AND (maturity = 'shadow' OR alert_id NOT IN (SELECT alert_id FROM weir.case_alerts))"
      )
        == ["0"])
  }

  @Test func `an alert says under which parameters of its detector it was last judged`() throws {
    let warehouse = try RunningWarehouse()
    let database = warehouse.database
    try warehouse.run(Self.end - .days(1))
    let detectors = try warehouse.configuration().detectors
    let sets = "SELECT DISTINCT detector || ' ' || parameter_digest FROM weir.alerts ORDER BY 1"
    let expected = Dictionary(
      uniqueKeysWithValues: try database.column("SELECT DISTINCT detector FROM weir.alerts").map { id in
        (id, ParameterSet(of: try #require(Catalogue.detector(id: id)), detectors[id] ?? Settings()).digest)
      })
    #expect(try database.column(sets) == expected.map { "\($0) \($1)" }.sorted())
    #expect(expected.count > 5)

    // One parameter of one detector: only its alerts have another set from the next point on.
    let changed = ["detectors.multi-hop-routing.repeated_payments": "5"]
    try warehouse.run(Self.end, changed)
    let moved = try database.column(
      """
      SELECT DISTINCT detector FROM weir.alerts JOIN weir.detector_parameter_sets AS p USING (detector, parameter_digest)
      WHERE p.first_run_id <> (SELECT min(run_id) FROM weir.runs)
      """)
    #expect(moved == ["multi-hop-routing"])
    #expect(
      try database.column(
        "SELECT count(*) FROM weir.alerts LEFT JOIN weir.detector_parameter_sets USING (detector, parameter_digest) WHERE parameters IS NULL"
      ) == ["0"])
    let alert = try database.column(
      "SELECT alert_id FROM weir.alerts WHERE detector = 'multi-hop-routing' AND last_seen_at = '\(Self.end)' LIMIT 1"
    )[0]
    let told = try warehouse.command("explain", alert)
    #expect(told.output.contains(#/repeated_payments +5 /#), "\(told.output)")
  }

  @Test func `a run with other parameters says so, and asks for the reason`() throws {
    let warehouse = try RunningWarehouse()
    #expect(try warehouse.run(Self.end - .days(2)).changedSettings.isEmpty)
    let setting = "detectors.multi-hop-routing.min_payments"
    let silent = try warehouse.run(Self.end - .days(1), [setting: "3"])
    #expect(silent.changedSettings == ["\(setting) from 2 to 3"])
    #expect(silent.warnings.contains { $0.contains("no reason was given") })
    let said = try warehouse.run(
      Self.end, [setting: "4", "change_reason": "fewer one-off routes, agreed with ann", "changed_by": "bob"])
    #expect(said.changedSettings == ["\(setting) from 3 to 4"])
    #expect(!said.warnings.contains { $0.contains("reason") })
    #expect(
      try warehouse.database.column(
        "SELECT concat_ws(': ', changed_by, reason) FROM weir.parameter_changes ORDER BY change_id DESC LIMIT 1"
      )
        == ["bob: fewer one-off routes, agreed with ann"])
  }

  @Test func `weir run takes a reason, and weir detectors shows what is in force`() throws {
    let warehouse = try RunningWarehouse()
    let run = try warehouse.command(
      "run", "--as-of", Self.end.description, "--reason", "a first trial",
      setting: ["WEIR_DETECTORS_SALARY_SKIM_MATURITY": "shadow"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(try warehouse.database.column("SELECT reason FROM weir.parameter_changes") == ["a first trial"])
    let shown = try warehouse.command("detectors", setting: ["WEIR_DETECTORS_SALARY_SKIM_MATURITY": "shadow"])
    let digest = ParameterSet(of: SalarySkim.self, Settings()).shortDigest
    #expect(shown.output.contains("shadow    \(digest)"), "\(shown.output)")
    #expect(shown.output.contains(#/multi-hop-routing +\d+ +active /#))
    let wrong = try warehouse.command("detectors", setting: ["WEIR_DETECTORS_SALARY_SKIM_MATURITY": "asleep"])
    #expect(wrong.status == 65)
    #expect(wrong.errors.contains("shadow or active"))
  }

  @Test func `the red flags in the tables are those of the code, with what answers them, and no others`()
    throws
  {
    let warehouse = try RunningWarehouse.evaluated()
    try warehouse.database.run(
      "INSERT INTO weir.detector_red_flags (detector, flag_no, source, indicator) VALUES ('salary-skim', 99, 's', 'i')"
    )
    try warehouse.run(Self.end)
    var expected: [String] = []
    for detector in Catalogue.all {
      for (place, flag) in detector.redFlags.enumerated() {
        let codes = flag.signals.map(\.code).joined(separator: ", ")
        expected.append(
          "\(detector.id) \(place + 1) \(flag.published.id) \(flag.published.kind.rawValue): \(codes)")
      }
    }
    let stored = try warehouse.database.column(
      "SELECT concat(detector, ' ', flag_no, ' ', indicator_id, ' ', kind, ': ', reason_codes) FROM weir_bi.dim_red_flag"
    )
    #expect(stored.sorted() == expected.sorted())
  }
}
