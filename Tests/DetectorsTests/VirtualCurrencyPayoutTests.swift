import Detection
import Detectors
import Foundation
import Ledger
import TestSupport
import Testing
import Window

@Suite struct VirtualCurrencyPayoutTests {
  static let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "fixtures/detectors/virtual-currency-payout.md")

  static func cases() throws -> [DetectorCase] { try DetectorCase.all(in: file) }

  static func scheme(_ finding: Finding, _ at: Instant) -> Scheme {
    Scheme(
      subject: finding.subject, fingerprint: finding.fingerprint, signals: finding.signals,
      transactions: finding.transactions, records: finding.records, measures: finding.measures,
      sinkClasses: finding.sinkClasses, hopsMax: finding.hopsMax, isLowerBound: finding.isLowerBound,
      firstSeenAt: at,
      lastSeenAt: at)
  }

  @Test func aNarrativeOutlivesTheWindowAndHidesAddresses() throws {
    let example = try #require(try Self.cases().first { $0.mustFire && $0.amount != nil })
    let detector = VirtualCurrencyPayout(settings: Settings())
    let (window, _) = example.window(lookback: detector.lookback)
    let finding = try #require(
      try detector.findings(in: Scope(window: window, asOf: example.asOf, lookback: detector.lookback)).first)
    let empty = Window(from: window.from, to: window.to)
    let scheme = Self.scheme(finding, example.asOf)
    for told in [
      try detector.narrative(of: scheme, in: window), try detector.narrative(of: scheme, in: empty),
    ] {
      #expect(told.headline.contains(finding.subject) || told.who.contains(finding.subject))
      let all = [told.headline, told.who, told.what, told.when, told.whereMoved, told.why, told.how].joined(
        separator: " ")
      #expect(AddressScanner.hits(in: all.utf8).isEmpty)
    }
  }

  @Test func anAddressOnAListIsCriticalThoughNoEndpointHasIt() throws {
    let example = try #require(
      try Self.cases().first { $0.title == "a first request, in the platform's own fields" })
    let detector = VirtualCurrencyPayout(settings: Settings())
    var (window, _) = example.window(lookback: detector.lookback)
    window.classification.sanctionedAddresses = [
      "TLkyZMvGcBHVs1QPvD914yWkpav1ucj1SV": ListMatch(
        matcher: "address", name: "Somebody", list: "case", isExact: true)
    ]
    let findings = try detector.findings(
      in: Scope(window: window, asOf: example.asOf, lookback: detector.lookback))
    #expect(findings.map { Severity($0.signals) } == [.critical])
    #expect(findings.first?.sinkClasses == [.sanctioned])
  }

  @Test func aSharedWalletIsHighThoughItOnceLookedLikeAHousehold() throws {
    let codes = ["virtual_currency", "shared_wallet", "household_wallet"]
    let signals = codes.compactMap { VirtualCurrencyPayout.signal(code: $0) }
    #expect(signals.count == 3)
    #expect(Severity(signals) == .high)
  }

  @Test func unrelatedMoneyAndTheOrderOfRowsChangeNothing() throws {
    var random = SplitMix(state: 7)
    for example in try Self.cases() where example.mustFire {
      let detector = VirtualCurrencyPayout(
        settings: try Settings(
          overriding: example.settings, of: VirtualCurrencyPayout.parameters,
          detector: VirtualCurrencyPayout.id))
      func summary(_ example: DetectorCase) throws -> [String] {
        let (window, _) = example.window(lookback: detector.lookback)
        return try detector.findings(
          in: Scope(window: window, asOf: example.asOf, lookback: detector.lookback)
        )
        .map {
          "\($0.subject) \($0.signals.map(\.code)) \($0.transactions.map { "\($0.transactionID) \($0.role)" }) "
            + "\($0.records.map(\.summary)) \($0.measures.sorted { $0.key < $1.key })"
        }.sorted()
      }
      let plain = try summary(example)
      var mixed = example
      for relation in mixed.tables.keys.sorted() { mixed.tables[relation]?.shuffle(using: &random) }
      mixed.tables["transactions", default: []].append([
        "transaction_id": "zz1",
        "booked_at": (example.asOf - .days(9)).date,
        "debtor_id": "zz-shop", "creditor_id": "zz-clerk", "amount": "12.00", "kind": "payout",
        "reference": "tethered cable near link",
      ])
      #expect(try summary(mixed) == plain, "\(example)")
    }
  }
}
