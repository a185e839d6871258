import Detection
import Detectors
import Ledger
import TestSupport
import Testing
import Window

/// Schemes of accounts seen from every day's end, as a catch-up run sees them.
@Suite struct AccountsOverTimeTests {
  static let cases: [DetectorUnderTest] = DetectorUnderTest.all.filter { test in
    test.example.kind == "fires"
      && [
        DirectPrcTransfers.id, PassThroughAccount.id, SalarySkim.id, SharedPayoutEndpoint.id,
        ReplacementAccount.id,
      ].contains(test.detector.id)
  }

  @Test(arguments: cases)
  func `a scheme keeps one identity and loses no evidence from day to day`(_ test: DetectorUnderTest) throws {
    let example = test.example
    let detector = test.detector.init(
      settings: try Settings(
        overriding: example.settings, of: test.detector.parameters, detector: test.detector.id))
    let (window, _) = example.window(lookback: .days(400))
    func findings(on asOf: Instant) throws -> [Finding] {
      try detector.findings(in: Scope(window: window, asOf: asOf, lookback: detector.lookback))
    }
    let whole = try findings(on: example.asOf)
    let identities = Set(whole.map { [$0.subject] + $0.fingerprint })
    let evidence = Set(whole.flatMap(\.transactions).map { "\($0.transactionID) \($0.role)" })
    var days = 0
    for day in -90...200 {
      let seen = try findings(on: example.asOf + .days(Int64(day)))
      days += seen.isEmpty ? 0 : 1
      #expect(
        identities.isSuperset(of: seen.map { [$0.subject] + $0.fingerprint }), "\(example) on day \(day)")
      let shown = Set(seen.flatMap(\.transactions).map { "\($0.transactionID) \($0.role)" })
      #expect(
        evidence.isSuperset(of: shown), "\(example) on day \(day): \(shown.subtracting(evidence).sorted())")
    }
    #expect(days > 20, "\(example): seen on \(days) days")
  }
}
