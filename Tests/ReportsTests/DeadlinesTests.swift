import Ledger
import Reports
import Testing

@Suite struct DeadlinesTests {
  private func day(_ text: String) throws -> Instant { try Instant(text) }

  /// Source: Office of Personnel Management, federal holidays.
  private static let published: [Int: [String]] = [
    2024: [
      "01-01", "01-15", "02-19", "05-27", "06-19", "07-04", "09-02", "10-14", "11-11", "11-28", "12-25",
    ],
    2026: [
      "01-01", "01-19", "02-16", "05-25", "06-19", "07-03", "09-07", "10-12", "11-11", "11-26", "12-25",
    ],
    2027: [
      "01-01", "01-18", "02-15", "05-31", "06-18", "07-05", "09-06", "10-11", "11-11", "11-25", "12-24",
    ],
  ]

  @Test(arguments: published.keys.sorted()) func `holidays fall as published`(year: Int) throws {
    #expect(BusinessDays.holidays(year).map(\.date) == Self.published[year]?.map { "\(year)-\($0)" })
  }

  @Test func `a new year's day on a Saturday is kept in the old year`() throws {
    #expect(!BusinessDays.isBusinessDay(try day("2027-12-31")))
    #expect(BusinessDays.isBusinessDay(try day("2027-12-30")))
    #expect(BusinessDays.after(try day("2027-12-30"), 1).date == "2028-01-03")
  }

  @Test(arguments: [
    ("2026-06-12", "2026-06-29"), ("2026-06-26", "2026-07-13"), ("2026-11-20", "2026-12-07"),
    ("2026-03-07", "2026-03-20"),
  ])
  func `ten business days pass over weekends and holidays`(from: String, to: String) throws {
    #expect(BusinessDays.after(try day(from), 10).date == to)
  }

  @Test func `a business day count agrees with walking the days`() throws {
    var date = try day("2026-01-01")
    for _ in 0..<400 {
      let end = BusinessDays.after(date, 10)
      var walked = 0
      var step = date
      while step < end {
        step = step + .days(1)
        if BusinessDays.isBusinessDay(step) { walked += 1 }
      }
      #expect(walked == 10 && BusinessDays.isBusinessDay(end))
      date = date + .days(1)
    }
  }

  private func clocks(_ record: CaseRecord, isNamed: Bool = true, prior: PriorFiling? = nil) throws -> [Clock]
  {
    Deadlines(record, try CaseFigures(record), isSuspectNamed: isNamed, prior: prior).clocks
  }

  @Test func `the report's clock runs from the escalation, 30 days or 60`() throws {
    let record = try sampleCase()
    let named = try clocks(record)
    #expect(named[0].began?.date == "2026-03-16" && named[0].due?.date == "2026-04-15")
    #expect(named[1].began?.date == "2026-03-10" && named[1].due?.date == "2026-04-09")
    #expect(named[0].daysLeft(try day("2026-04-20")) == -5)
    let unnamed = try clocks(record, isNamed: false)
    #expect(unnamed[0].due?.date == "2026-05-15")
  }

  @Test func `nothing determined, nothing begun`() throws {
    var record = try sampleCase()
    record.events = record.events.filter { $0.event != "escalated" }
    let clock = try clocks(record)[0]
    #expect(clock.began == nil && clock.due == nil)
  }

  @Test func `the sanctions clock begins with an exact match`() throws {
    var record = try sampleCase()
    #expect(try clocks(record).last?.due == nil)
    record.alerts[0].sinkClasses = [.sanctioned]
    #expect(try clocks(record).last?.due?.date == "2026-03-24")
    record.alerts[0].sinkClasses = []
    record.alerts[1].reasons[0].isExactSanctionsMatch = true
    #expect(try clocks(record).last?.due?.date == "2026-03-24")
  }

  @Test func `activity that goes on is reported within 120 days`() throws {
    let prior = try samplePrior()
    #expect(try clocks(try sampleCase(), prior: prior)[2].due?.date == "2026-07-03")
  }
}

/// A report that covered the sample's first days.
func samplePrior() throws -> PriorFiling {
  PriorFiling(
    bsaID: "31000000000001", filedOn: try Instant("2026-03-05"), periodFrom: try Instant("2026-03-01"),
    periodTo: try Instant("2026-03-05"), amount: try Money("4700"), cumulative: try Money("4700"))
}
