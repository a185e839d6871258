import Demo
import Evaluation
import Ledger
import Postgres
import TestSupport
import Testing

/// What is found in the demo warehouse, what is left alone, and when.
@Suite(.enabled(if: TestServer.uri != nil, Comment(rawValue: TestServer.reason)))
struct DemoWarehouseTests {
  static let end = RunningWarehouse.end
  static let demo = DemoWarehouse.generate()

  /// What a full-size demo warehouse gives on its last day.
  static let alerts = Result {
    let warehouse = try RunningWarehouse(demo)
    try warehouse.run(end)
    return try found(in: warehouse)
  }

  /// A smaller one has the same schemes. It is run once a week, for weeks in which something must have been found: a daily
  /// schedule evaluates these days among others.
  static let smaller = DemoWarehouse.generate(accounts: 800)
  static let early = Result {
    let warehouse = try RunningWarehouse()
    for point in Set(smaller.labels.compactMap(deadline)).sorted() where point < end {
      try warehouse.run(point, ["catch_up_days": "0"])
    }
    return try found(in: warehouse)
  }

  static func deadline(_ label: SchemeLabel) -> Instant? {
    label.mustBeFoundBy.map { found in
      let day = found.startOfDay + .days(1)
      return min(day + .days((end - day).days % 7), end)
    }
  }

  static func found(in warehouse: RunningWarehouse) throws -> [Found] {
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

  @Test(arguments: demo.labels.filter { $0.mustBeFoundBy != nil })
  func `a planted scheme is found`(label: SchemeLabel) throws {
    let parties = Set([label.subjectID] + label.partyIDs)
    let found = try Self.alerts.get().filter { $0.detector == label.detector && parties.contains($0.subject) }
    #expect(!found.isEmpty, "\(label.schemeID), \(label.story): no alert")
  }

  @Test(arguments: smaller.labels.filter { $0.mustBeFoundBy != nil })
  func `a planted scheme is found in time`(label: SchemeLabel) throws {
    let (parties, deadline) = (Set([label.subjectID] + label.partyIDs), try #require(Self.deadline(label)))
    let found = try Self.early.get().filter { $0.detector == label.detector && parties.contains($0.subject) }
    #expect(found.contains { $0.firstSeenAt <= deadline }, "\(label.schemeID), \(label.story): \(found)")
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
