import Ledger
import Runs
import TestSupport
import Testing

/// Whatever the schedule, the same evaluated days end in the same tables, to the byte (design §8).
@Suite(.enabled(if: TestServer.uri != nil, Comment(rawValue: TestServer.reason)))
struct ScheduleTests {
  /// What one backfill over the last days writes: the other schedules are held against it.
  static func backfill(days: Int64) throws -> [String] {
    let warehouse = try RunningWarehouse()
    try warehouse.run(RunningWarehouse.end, since: RunningWarehouse.end - .days(days))
    let tables = try warehouse.tables()
    #expect(tables.contains { $0.hasPrefix("alert ") }, "a comparison of nothing proves nothing")
    return tables
  }

  /// Shared by the shorter schedules.
  static let month = Result { try backfill(days: 28) }

  /// The end of a day of those last 28.
  static func day(_ number: Int64) -> Instant { RunningWarehouse.end - .days(28 - number) }

  @Test func `sixty daily runs equal one backfill over sixty days`() throws {
    let warehouse = try RunningWarehouse()
    for number in 1...Int64(60) { try warehouse.run(RunningWarehouse.end - .days(60 - number)) }
    #expect(try warehouse.tables() == (try Self.backfill(days: 60)))
  }

  @Test func `a missed week is caught up with`() throws {
    let warehouse = try RunningWarehouse()
    for number in 1...Int64(28) where !(12..<19).contains(number) { try warehouse.run(Self.day(number)) }
    #expect(try warehouse.tables() == (try Self.month.get()))
  }

  @Test func `repeated runs and overlapping backfills change nothing`() throws {
    let warehouse = try RunningWarehouse()
    try warehouse.run(Self.day(14), since: Self.day(0))
    try warehouse.run(Self.day(14))
    try warehouse.run(Self.day(21), since: Self.day(7))
    try warehouse.run(Self.day(21), since: Self.day(7))
    try warehouse.run(RunningWarehouse.end)
    try warehouse.run(RunningWarehouse.end)
    #expect(try warehouse.tables() == (try Self.month.get()))
  }

  @Test func `days evaluated after later ones end in the same tables`() throws {
    let warehouse = try RunningWarehouse()
    try warehouse.run(RunningWarehouse.end)
    try warehouse.run(RunningWarehouse.end, since: Self.day(14))
    try warehouse.run(Self.day(18), since: Self.day(0))
    #expect(try warehouse.tables() == (try Self.month.get()))
  }

  @Test func `a dry run writes nothing at all`() throws {
    let warehouse = try RunningWarehouse()
    let report = try warehouse.run(RunningWarehouse.end, isDry: true)
    #expect(!report.alerts.isEmpty)
    #expect(try warehouse.tables().isEmpty)
    #expect(try warehouse.database.column("SELECT count(*) FROM weir.runs") == ["0"])
  }
}
