import Ledger
import Runs
import TestSupport
import Testing

@Suite struct EvaluationPointsTests {
  private func at(_ text: String) throws -> Instant { try Instant(text) }

  private func points(_ asOf: String, last: String? = nil, since: String? = nil, limit: Int = 35) throws
    -> EvaluationPoints
  {
    EvaluationPoints(
      asOf: try at(asOf), lastSucceeded: try last.map(at), since: try since.map(at), catchUpDays: limit)
  }

  private func instants(_ texts: String...) throws -> [Instant] { try texts.map(at) }

  @Test func `a first run evaluates its as-of alone`() throws {
    let first = try points("2026-03-10 06:00")
    #expect(try first.instants == [at("2026-03-10 06:00")] && first.daysNotEvaluated == 0)
  }

  @Test func `the next day's run evaluates the end of the day between, then its as-of`() throws {
    #expect(
      try points("2026-03-11 06:00", last: "2026-03-10 06:00").instants
        == instants("2026-03-11", "2026-03-11 06:00"))
  }

  @Test func `a second run of one day evaluates its as-of alone`() throws {
    #expect(try points("2026-03-10 18:00", last: "2026-03-10 06:00").instants == instants("2026-03-10 18:00"))
  }

  @Test func `a missed week is caught up with day by day`() throws {
    let week = try points("2026-03-10 06:00", last: "2026-03-03 06:00")
    #expect(week.instants.count == 8 && week.daysNotEvaluated == 0)
    #expect(try week.instants.first == at("2026-03-04"))
    #expect(try week.instants.last == at("2026-03-10 06:00"))
  }

  @Test func `what lies past the limit is counted and not evaluated`() throws {
    let late = try points("2026-03-10", last: "2026-01-01", limit: 35)
    #expect(try late.instants.first == at("2026-02-03"))
    #expect(late.instants.count == 36)
    #expect(late.daysNotEvaluated == 32)
    let exact = try points("2026-03-10", last: "2026-02-02", limit: 35)
    #expect(exact.daysNotEvaluated == 0 && exact.instants.count == 36)
    let none = try points("2026-03-10", last: "2026-03-01", limit: 0)
    #expect(try none.instants == [at("2026-03-10")] && none.daysNotEvaluated == 8)
  }

  @Test func `a backfill knows no limit`() throws {
    let backfill = try points("2026-03-10", last: "2026-03-09", since: "2025-03-10", limit: 35)
    #expect(backfill.instants.count == 365 && backfill.daysNotEvaluated == 0)
    #expect(try backfill.instants.first == at("2025-03-11"))
  }

  @Test(arguments: ["2026-03-10", "2026-03-10 06:00", "2026-04-01"])
  func `an as-of at or before the last one evaluates itself alone`(last: String) throws {
    let earlier = try points("2026-03-10", last: last)
    #expect(try earlier.instants == [at("2026-03-10")] && earlier.daysNotEvaluated == 0)
    #expect(try points("2026-03-10", since: last).instants == [at("2026-03-10")])
  }

  @Test func `midnight is the end of a day, and evaluated once`() throws {
    #expect(try points("2026-03-11", last: "2026-03-10").instants == instants("2026-03-11"))
    #expect(try points("2026-03-12", last: "2026-03-10").instants == instants("2026-03-11", "2026-03-12"))
    #expect(
      try points("2026-03-11 00:00:00.000001", last: "2026-03-10 23:59:59.999999").instants
        == instants("2026-03-11", "2026-03-11 00:00:00.000001"))
    #expect(try points("2026-03-11", last: "2026-03-10 23:59:59.999999").instants == instants("2026-03-11"))
  }

  @Test func `points ascend, end at the as-of, and are midnights before it`() throws {
    var random = SplitMix64(seed: 71)
    for _ in 0..<2_000 {
      let asOf = Instant(
        micros: Int64.random(in: 0...100, using: &random) * 43_200_000_000 + 20_000 * Instant.microsPerDay)
      let last = asOf - Span(micros: Int64.random(in: -10...100, using: &random) * 43_200_000_000)
      let limit = Int.random(in: 0...40, using: &random)
      let points = EvaluationPoints(asOf: asOf, lastSucceeded: last, since: nil, catchUpDays: limit)
      #expect(points.instants.last == asOf)
      #expect(zip(points.instants, points.instants.dropFirst()).allSatisfy { $0 < $1 })
      #expect(
        points.instants.dropLast().allSatisfy {
          $0 == $0.startOfDay && $0 > last && $0 >= asOf - .days(Int64(limit))
        })
      let missed = EvaluationPoints(asOf: asOf, lastSucceeded: nil, since: last, catchUpDays: limit).instants
        .count
      #expect(points.instants.count + points.daysNotEvaluated == missed)
    }
  }

  @Test func `runs at midnights, some of them missed, evaluate what one backfill does`() throws {
    var random = SplitMix64(seed: 72)
    for _ in 0..<300 {
      let start = Instant(year: 2026, month: 1, day: 1) + .days(Int64.random(in: 0...400, using: &random))
      let days = Int64.random(in: 1...60, using: &random)
      let end = start + .days(days)
      var evaluated: Set<Instant> = []
      var last = start
      for day in 1...days where day == days || Int.random(in: 0..<4, using: &random) > 0 {
        let run = EvaluationPoints(asOf: start + .days(day), lastSucceeded: last, since: nil, catchUpDays: 60)
        evaluated.formUnion(run.instants)
        last = start + .days(day)
      }
      let backfill = EvaluationPoints(asOf: end, lastSucceeded: nil, since: start, catchUpDays: 60)
      #expect(evaluated.sorted() == backfill.instants)
    }
  }
}
