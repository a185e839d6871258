import Detection
import Detectors
import Ledger
import TestSupport
import Testing
import Window

/// One study answers for many settings, and what decides is what is told.
@Suite struct StudyTests {
  /// Settings that differ from `base` in parameters a study does not depend on.
  private func others(
    than base: Settings, of detector: any Detector.Type, using random: inout SplitMix64
  ) -> Settings {
    var settings = base
    let fixed = Set(detector.studied)
    for parameter in detector.parameters where !fixed.contains(parameter) {
      guard Bool.random(using: &random) else { continue }
      let factor = Int64.random(in: 0...8, using: &random)
      settings[parameter] =
        parameter.unit == .count
        ? max(0, base[parameter] + factor - 4) : base[parameter] * factor / 4
    }
    return settings
  }

  @Test(arguments: DetectorUnderTest.all)
  func `one study judges as many detectors would`(_ test: DetectorUnderTest) throws {
    var random = SplitMix64(seed: 7)
    let base = try Settings(
      overriding: test.example.settings, of: test.detector.parameters, detector: test.detector.id)
    let all = [base] + (0..<12).map { _ in others(than: base, of: test.detector, using: &random) }
    var loosest = base
    for sieve in test.detector.sieves { loosest[sieve] = all.map { $0[sieve] }.min() ?? 0 }
    let made = test.detector.init(settings: loosest)
    let (window, _) = test.example.window(lookback: made.lookback)
    let scope = Scope(window: window, asOf: test.example.asOf, lookback: made.lookback)
    let study = try made.study(scope)
    for settings in all {
      let found = try study.candidates(under: settings).filter(\.isMet).map { try $0.finding().summary }
      let alone = try test.detector.init(settings: settings).findings(in: scope).map(\.summary)
      #expect(found == alone, "\(test.example): \(settings)")
    }
  }

  @Test(arguments: DetectorUnderTest.all)
  func `every account can be asked about, and asking changes no verdict`(_ test: DetectorUnderTest) throws {
    let settings = try Settings(
      overriding: test.example.settings, of: test.detector.parameters, detector: test.detector.id)
    let made = test.detector.init(settings: settings)
    let (window, _) = test.example.window(lookback: made.lookback)
    if !test.detector.needs.isDisjoint(with: window.absent) { return }
    let scope = Scope(window: window, asOf: test.example.asOf, lookback: made.lookback)
    let found = Set(try made.findings(in: scope).map(\.summary))
    for account in window.parties.accounts.map(\.party) {
      let asking = Scope(
        window: window, asOf: test.example.asOf, lookback: made.lookback, asked: account)
      let about = try made.study(asking).candidates(under: settings).filter { $0.concerns.contains(account) }
      #expect(!about.isEmpty, "\(test.example): nothing is said of \(window.id(account))")
      #expect(about.allSatisfy { !$0.requirements.isEmpty }, "\(test.example)")
      let mine = try about.filter(\.isMet).map { try $0.finding() }
      #expect(
        found.isSuperset(of: mine.map(\.summary)),
        "\(test.example): \(window.id(account)) fires only when asked")
      let expected = try made.findings(in: scope).filter { $0.subject == window.id(account) }
      #expect(
        mine.filter { $0.subject == window.id(account) }.map(\.summary) == expected.map(\.summary),
        "\(test.example): \(window.id(account))")
    }
  }

  @Test func `studied parameters and sieves are declared ones, and no parameter is both`() {
    for detector in Catalogue.all {
      let (studied, sieves) = (Set(detector.studied), Set(detector.sieves))
      #expect(studied.union(sieves).isSubset(of: detector.parameters), "\(detector.id)")
      #expect(studied.isDisjoint(with: sieves), "\(detector.id)")
      let moved = detector.init(settings: Settings()).lookback
      for parameter in detector.parameters where !studied.contains(parameter) {
        var settings = Settings()
        settings[parameter] = parameter.standard + 1
        #expect(
          detector.init(settings: settings).lookback == moved,
          "\(detector.id): \(parameter.name) moves the view")
      }
    }
  }
}
