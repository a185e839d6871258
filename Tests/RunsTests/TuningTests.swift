import Alerts
import Detection
import Detectors
import Evaluation
import Foundation
import Ledger
import Logging
import Postgres
import Runs
import TestSupport
import Testing

/// `weir tune` against its slow twin: a run for each value.
@Suite(.enabled(if: TestServer.uri != nil, Comment(rawValue: TestServer.reason)))
struct TuningTests {
  static let since = RunningWarehouse.end - .days(2)

  private func tuning(
    _ warehouse: RunningWarehouse, _ detector: String, _ parameter: String, _ values: String,
    labels: [SchemeLabel]? = nil
  ) throws -> Tuning {
    let configuration = try warehouse.configuration()
    let made = try configuration.detector(detector)
    let chosen = try type(of: made).parameter(parameter)
    return try Tuning(
      Session(to: configuration, log: quiet), configuration: configuration, detector: made, parameter: chosen,
      values: ParameterValues.read(values, of: chosen), asOf: RunningWarehouse.end, since: Self.since,
      labels: labels,
      log: quiet, progress: { _ in })
  }

  /// A judged parameter, a sieve, one that the study depends on, and one that moves the view.
  static let cases = [
    ("salary-skim", "high_share", "0.4,0.6,0.8"), ("pass-through-account", "min_days", "2,3,40"),
    ("salary-skim", "min_pay", "1000,1500,3000"), ("installment-charges", "lookback", "20d,180d"),
    ("multi-hop-routing", "min_payment", "500,1000,4000"),
  ]

  @Test(arguments: cases)
  func `each value raises what a run with that value does`(
    _ detector: String, _ parameter: String, _ values: String
  ) throws {
    let warehouse = try RunningWarehouse()
    let tuning = try tuning(warehouse, detector, parameter, values)
    #expect(Set(tuning.raised.map(\.count)).count > 1, "a parameter that changes nothing proves nothing")
    for (value, raised) in zip(tuning.values, tuning.raised) {
      let report = try warehouse.run(
        RunningWarehouse.end, since: Self.since, isDry: true,
        ["detectors.\(detector).\(parameter)": tuning.parameter.text(value)])
      let alone = report.alerts.filter { $0.stored.detector == detector }
      #expect(Set(raised.keys.map(tuning.alertID)) == Set(alone.map(\.alertID)), "\(parameter) \(value)")
      for alert in alone {
        let name = SchemeName(subject: alert.stored.subject, fingerprint: alert.stored.fingerprint)
        #expect(
          raised[name]?.firstSeenAt == alert.stored.firstSeenAt,
          "\(parameter) \(value): \(alert.stored.subject)")
      }
    }
  }

  @Test func `one study a point answers for all values that it does not depend on`() throws {
    let warehouse = try RunningWarehouse()
    let judged = try tuning(warehouse, "salary-skim", "high_share", "0.20..0.98/0.02")
    #expect(judged.studies == judged.points.count)
    let studied = try tuning(warehouse, "salary-skim", "max_rest", "24h,48h,72h")
    #expect(studied.studies == studied.points.count * 3)
  }

  @Test func `labels and closed alerts say what is caught and what is wrong`() throws {
    let warehouse = try RunningWarehouse.evaluated()
    let plain = try tuning(warehouse, "salary-skim", "high_share", "0.1,0.6")
    let subjects = plain.raised[1].keys.map(\.subject).sorted()
    let (guilty, closed) = (subjects[0], subjects[1])
    let alert = try #require(plain.raised[1].keys.first { $0.subject == closed }.map(plain.alertID))
    try warehouse.database.run(
      "INSERT INTO weir.analyst_events (alert_id, at, actor, event, disposition, reason) "
        + "VALUES ('\(alert)', now(), 'a', 'closed', 'referred', 'r')")
    let file =
      "label,subject_id,detector,party_ids,scheme_id,first_at\nscheme,\(guilty),salary-skim,X|Y,a,2026-01-01\n"
      + "scheme,nobody,salary-skim,,b,2026-01-01\nlook_alike,\(subjects[2]),salary-skim,,c,2026-01-01\n"
    let labels = try SchemeLabel.read(Array(file.utf8), named: "labels.csv")
    let tuning = try tuning(warehouse, "salary-skim", "high_share", "0.1,0.6", labels: labels)
    let line = tuning.lines[0]
    #expect((line.found, line.known) == (2, 3))
    #expect((line.right, line.wrong) == (2, line.alerts - 2))
    #expect(line.recall == 666)
  }

  @Test func `the command writes a table, samples and a drawing, the same every time, and nothing else`()
    throws
  {
    let warehouse = try RunningWarehouse.evaluated()
    let before = try warehouse.tables()
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    func tune(_ arguments: String...) throws -> WeirProcess {
      try WeirProcess(
        ["tune", "salary-skim", "--as-of", "2026-06-01", "--since", "2026-05-31"] + arguments,
        environment: ["WEIR_CONNECTION": warehouse.database.uri])
    }
    let asked = ["--parameter", "high_share", "--values", "0.4..0.9/0.1", "--output", folder.path]
    let first = try tune(asked[0], asked[1], asked[2], asked[3], asked[4], asked[5])
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.output.contains("in force"))
    let names = [
      "tune-salary-skim-high_share.csv", "tune-salary-skim-high_share-samples.csv",
      "tune-salary-skim-high_share.svg",
    ]
    let texts = try names.map { try String(contentsOf: folder.appending(path: $0), encoding: .utf8) }
    #expect(texts[0].split(separator: "\r\n").count == 7, "a header and six values")
    #expect(texts[1].contains("\"above\""))
    #expect(texts[2].hasPrefix("<svg") && texts[2].contains("<polyline"))
    let second = try tune(asked[0], asked[1], asked[2], asked[3], asked[4], asked[5])
    #expect(second.output == first.output)
    #expect(try names.map { try String(contentsOf: folder.appending(path: $0), encoding: .utf8) } == texts)
    #expect(try warehouse.tables() == before)
    #expect(try tune("--parameter", "no_such", "--values", "1").status == 64)
    #expect(try tune("--parameter", "high_share", "--values", "0.9..0.1/0.1").status == 64)
    #expect(try tune("--parameter", "high_share", "--values", "much").status == 64)
  }
}
