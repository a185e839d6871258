import Ledger
import Runs
import TestSupport
import Testing

/// Whatever the schedule, the same evaluated days end in the same tables, to the byte (design §8).
@Suite(.enabled(if: TestServer.uri != nil, Comment(rawValue: TestServer.reason)))
struct ScheduleTests {
  static let days = 60
  static let first = RunningWarehouse.end - .days(Int64(days))

  static func day(_ number: Int) -> Instant { first + .days(Int64(number)) }

  /// What one backfill over all the days writes: the others are held against it.
  static let backfill = Result {
    let warehouse = try RunningWarehouse()
    try warehouse.run(RunningWarehouse.end, since: first)
    return try warehouse.tables()
  }

  @Test func `sixty daily runs equal one backfill`() throws {
    let warehouse = try RunningWarehouse()
    for number in 1...Self.days { try warehouse.run(Self.day(number)) }
    let tables = try warehouse.tables()
    #expect(tables == (try Self.backfill.get()))
    #expect(tables.contains { $0.hasPrefix("alert ") }, "a comparison of nothing proves nothing")
  }

  @Test func `a missed week is caught up with`() throws {
    let warehouse = try RunningWarehouse()
    for number in 1...Self.days where !(20..<27).contains(number) { try warehouse.run(Self.day(number)) }
    #expect(try warehouse.tables() == (try Self.backfill.get()))
  }

  @Test func `repeated runs and overlapping backfills change nothing`() throws {
    let warehouse = try RunningWarehouse()
    try warehouse.run(Self.day(30), since: Self.first)
    try warehouse.run(Self.day(30))
    try warehouse.run(Self.day(45), since: Self.day(10))
    try warehouse.run(Self.day(45), since: Self.day(10))
    try warehouse.run(RunningWarehouse.end)
    try warehouse.run(RunningWarehouse.end)
    #expect(try warehouse.tables() == (try Self.backfill.get()))
  }

  @Test func `days evaluated after later ones end in the same tables`() throws {
    let warehouse = try RunningWarehouse()
    try warehouse.run(RunningWarehouse.end)
    try warehouse.run(RunningWarehouse.end, since: Self.day(30))
    try warehouse.run(Self.day(40), since: Self.first)
    #expect(try warehouse.tables() == (try Self.backfill.get()))
  }

  @Test func `a dry run writes nothing at all`() throws {
    let warehouse = try RunningWarehouse()
    let report = try warehouse.run(RunningWarehouse.end, isDry: true)
    #expect(!report.alerts.isEmpty)
    #expect(try warehouse.tables().isEmpty)
    #expect(try warehouse.database.column("SELECT count(*) FROM weir.runs") == ["0"])
  }
}
