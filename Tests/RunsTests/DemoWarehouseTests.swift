import Demo
import Ledger
import Postgres
import TestSupport
import Testing

/// What is found in the demo warehouse, what is left alone, and when.
@Suite(.enabled(if: TestServer.uri != nil, Comment(rawValue: TestServer.reason)))
struct DemoWarehouseTests {
  static let end = RunningWarehouse.end
  static let demo = DemoWarehouse.generate()

  /// The alerts of a full-size demo warehouse after the schemes had their time, by (subject, detector): severity and the
  /// first evaluation point that saw it.
  static let alerts = Result {
    let warehouse = try RunningWarehouse(demo)
    // The days by which something must have been found, and the end: a daily schedule evaluates these among others.
    let deadlines = Set(
      demo.labels.filter(\.isScheme).compactMap(\.mustBeFoundBy).map { $0.startOfDay + .days(1) })
    for point in deadlines.sorted() where point < end {
      try warehouse.run(point, ["catch_up_days": "0"])
    }
    try warehouse.run(end, ["catch_up_days": "0"])
    let rows = try warehouse.database.session.execute(
      "SELECT subject_id, detector, severity, first_seen_at FROM weir.alerts")
    return try (0..<rows.count).map { row in
      Found(
        subject: rows[row, 0] ?? "", detector: rows[row, 1] ?? "", severity: rows[row, 2] ?? "",
        firstSeenAt: try Instant(rows[row, 3] ?? ""))
    }
  }

  struct Found: Hashable {
    let subject: String
    let detector: String
    let severity: String
    let firstSeenAt: Instant
  }

  @Test(arguments: demo.labels.filter(\.isScheme)) func `a planted scheme is found in time`(label: DemoLabel)
    throws
  {
    let parties = Set([label.subjectID] + label.partyIDs)
    let found = try Self.alerts.get().filter { $0.detector == label.detector && parties.contains($0.subject) }
    #expect(!found.isEmpty, "\(label.schemeID), \(label.story): no alert")
    if let deadline = label.mustBeFoundBy {
      #expect(
        found.contains { $0.firstSeenAt <= deadline.startOfDay + .days(1) }, "\(label.schemeID): too late")
    }
  }

  @Test func `no honest look-alike is high, and hardly anybody honest is alerted on at all`() throws {
    let guilty = Set(Self.demo.labels.filter(\.isScheme).flatMap { [$0.subjectID] + $0.partyIDs })
    let honest = try Self.alerts.get().filter { !guilty.contains($0.subject) }
    #expect(honest.allSatisfy { $0.severity != "high" && $0.severity != "critical" }, "\(honest)")
    let accounts = Self.demo.tables.first { $0.name == "platform.member" }?.rows.count ?? 0
    #expect(accounts >= 3_000)
    #expect(honest.count * 1_000 <= accounts, "\(honest)")
  }
}
