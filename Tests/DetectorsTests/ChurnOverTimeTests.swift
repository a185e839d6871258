import Detection
import Detectors
import Ledger
import TestSupport
import Testing
import Window

/// Schemes of changed details seen from every day's end, as a catch-up run sees them.
@Suite struct ChurnOverTimeTests {
  @Test(arguments: ["P3", "P4", "changed, paid and changed back", "one payee changes"])
  func `a scheme keeps one identity from day to day`(_ title: String) throws {
    let example = try #require(
      try DetectorUnderTest.cases(of: PaymentDetailChurn.self).first { $0.title.hasPrefix(title) })
    let detector = PaymentDetailChurn(settings: Settings())
    let (window, _) = example.window(lookback: .days(400))
    var identities: Set<[String]> = []
    var days = 0
    for day in -100...150 {
      let asOf = example.asOf + .days(Int64(day))
      let findings = try detector.findings(in: Scope(window: window, asOf: asOf, lookback: detector.lookback))
      identities.formUnion(findings.map { [$0.subject] + $0.fingerprint })
      days += findings.isEmpty ? 0 : 1
    }
    #expect(identities.count == 1, "\(title): \(identities)")
    #expect(days > 60, "\(title): seen on \(days) days")
  }

  @Test func `nothing after the evaluation point is seen`() throws {
    let example = try #require(
      try DetectorUnderTest.cases(of: PaymentDetailChurn.self).first {
        $0.title.hasPrefix("two changes in a month")
      })
    let detector = PaymentDetailChurn(settings: Settings())
    let (window, _) = example.window(lookback: .days(400))
    let second = try Instant("2026-03-12 10:00")
    func isSeen(_ asOf: Instant) throws -> Bool {
      try !detector.findings(in: Scope(window: window, asOf: asOf, lookback: detector.lookback)).isEmpty
    }
    #expect(try !isSeen(second), "the second change is at the evaluation point, which has not happened yet")
    #expect(try isSeen(second + Span(micros: 1)))
  }
}
