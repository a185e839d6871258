import Detection
@testable import Detectors
import Ledger
import TestSupport
import Testing
import Window

/// Whom `installment-charges` leaves out before it looks closely, against looking at everybody.
@Suite struct InstallmentSieveTests {
  static let start = Instant(year: 2026, month: 1, day: 1)

  /// Small charges among few, some of them authorised, refunded, reversed, or started by others.
  static func window(seed: UInt64) -> Window {
    var random = SplitMix64(seed: seed)
    func one(of texts: [String]) -> String { texts.randomElement(using: &random) ?? "" }
    func at() -> String { (start + .hours(Int64.random(in: 0..<1_400, using: &random))).description }
    let (payers, payees) = ((0..<5).map { "p\($0)" }, (0..<6).map { "m\($0)" })
    var example = DetectorCase(title: "\(seed)", place: "random", kind: "silent", asOf: start + .days(60))
    example.tables["accounts"] = (payers + payees + ["w", "svc", "svc-2"]).map { id in
      [
        "account_id": id, "role": id == "w" ? "worker" : id.hasPrefix("p") ? "client" : "vendor",
        "email": one(of: ["", "", "a@x.example", "\(id)@x.example"]),
        "opened_at": one(of: ["2020-01-01", "2025-12-20"]),
      ].filter { !$0.value.isEmpty }
    }
    example.tables["endpoints"] = (0..<6).map { number in
      [
        "endpoint_id": "e\(number)", "kind": "bank_account", "account_id": one(of: payees + payers + ["w"]),
        "account_number": one(of: ["12345678901", "12345678910", "1098765432\(number)"]),
      ]
    }
    example.tables["authorisations"] = (0..<12).map { number in
      [
        "authorisation_id": "u\(number)", "payer_id": one(of: payers), "payee_id": one(of: payees + [""]),
        "kind": one(of: ["subscription", "mandate", "invoice", "purchase_order", "contract"]),
        "amount_limit": one(of: ["", "100", "400", "1000"]),
      ].filter { !$0.value.isEmpty }
    }
    let places = (0..<6).map { "e\($0)" }
    example.tables["transactions"] = (0..<120).map { number in
      let kind = one(of: ["charge", "charge", "charge", "charge", "charge", "refund", "payout"])
      let (from, to) = (one(of: payers + ["p0", "p0", "p0", "p1", "p1"] + places), one(of: payees + places))
      return [
        "transaction_id": "t\(100 + number)", "booked_at": at(), "kind": kind,
        "debtor_id": kind == "refund" ? to : from, "creditor_id": kind == "refund" ? from : to,
        "amount": "\(Int.random(in: 1...8, using: &random) * 50)",
        "status": one(of: ["settled", "settled", "settled", "settled", "reversed"]),
        "authorisation_id": one(of: ["", ""] + (0..<12).map { "u\($0)" }),
        "initiated_by": one(of: ["", "w", "svc", "svc", "svc-2", "svc-2", from]),
        "reference": one(of: ["", "CLOUDSVC", "ADS \(number)"]),
      ].filter { !$0.value.isEmpty }
    }
    return example.window(lookback: .days(60)).window
  }

  @Test func `who is left out is neither a finding nor a near-miss`() throws {
    typealias Detector = InstallmentCharges
    var (findings, misses) = (0, 0)
    for seed in UInt64(1)...80 {
      var random = SplitMix64(seed: seed)
      var settings = Settings()
      settings[Detector.earlyCount] = .random(in: 2...5, using: &random)
      settings[Detector.fullCount] = .random(in: 3...8, using: &random)
      settings[Detector.earlySum] = Money(units: .random(in: 100...3_000, using: &random)).micros
      settings[Detector.fullSum] = Money(units: .random(in: 100...4_000, using: &random)).micros
      settings[Detector.leastDays] = 2
      settings[Detector.otherPayers] = .random(in: 2...5, using: &random)
      var loosest = settings
      for sieve in Detector.sieves { loosest[sieve] = 0 }
      let scope = Scope(
        window: Self.window(seed: seed), asOf: Self.start + .days(55), lookback: .days(50))
      func told(by made: Settings) throws -> [String] {
        try Detector(settings: made).study(scope).candidates(under: settings).compactMap { candidate in
          if candidate.isMet {
            findings += 1
            return try candidate.finding().summary
          }
          guard let miss = candidate.nearMiss(within: 200) else { return nil }
          misses += 1
          return ([candidate.subject] + candidate.fingerprint + ["\(miss)"]).joined(separator: "\n")
        }
      }
      #expect(try told(by: settings) == told(by: loosest), "seed \(seed)")
    }
    #expect(findings > 100 && misses > 25, "\(findings) findings, \(misses) near-misses")
  }
}
