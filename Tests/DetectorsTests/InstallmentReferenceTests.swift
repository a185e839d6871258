import Detection
import Detectors
import Ledger
import TestSupport
import Testing
import Window

/// The published reference: more than USD 50,000 in 30 small installments over months, judged day by day.
@Suite struct InstallmentReferenceTests {
  /// 30 charges of 1,100 to 2,400 over eight months, 51,400 in all, under two descriptors.
  static let amounts: [Int64] = [
    1640, 1180, 2210, 1390, 2050, 1730, 1120, 2380, 1460, 1740, 1100, 2400, 1650, 1930, 1270, 2120, 1590,
    1810, 1360,
    2240, 1700, 1520, 1990, 1330, 2080, 1450, 1870, 1610, 2260, 1220,
  ]
  static let start = Instant(year: 2025, month: 7, day: 1)

  /// How the thief hides who is behind the charges.
  enum Guise: String, CaseIterable {
    case oneMerchant, workerInitiated, sharedAccount, sharedDescriptor, accompanied
  }

  static func example(_ guise: Guise) -> DetectorCase {
    var example = DetectorCase(
      title: guise.rawValue, place: "reference", kind: "fires", asOf: start + .days(240))
    var rows: [[String: String]] = []
    for (number, amount) in amounts.enumerated() {
      let isSecond = number % 3 == 1
      let at = start + .days(Int64(number) * 8 + 1) + .hours(Int64(number * 7 % 24))
      let merchant =
        guise == .oneMerchant || guise == .accompanied || !isSecond ? "nimbus-tools" : "orbit-apps"
      let descriptor = guise == .sharedDescriptor || !isSecond ? "CLOUDSVC" : "API USAGE"
      var row = [
        "transaction_id": "c\(100 + number)", "booked_at": at.description, "debtor_id": "acme",
        "creditor_id": merchant, "amount": "\(amount)", "kind": "charge",
        "reference": "\(descriptor) \(4100 + number)",
      ]
      if guise == .workerInitiated { row["initiated_by"] = "w-17" }
      rows.append(row)
    }
    example.tables["accounts"] = [
      ["account_id": "acme", "role": "client", "opened_at": "2021-01-01"],
      ["account_id": "w-17", "role": "worker", "opened_at": "2025-01-01"],
      ["account_id": "nimbus-tools", "role": "vendor", "opened_at": "2025-05-20"],
      ["account_id": "orbit-apps", "role": "vendor", "opened_at": "2025-05-21"],
    ]
    if guise == .sharedAccount {
      example.tables["endpoints"] = ["w-17", "nimbus-tools", "orbit-apps"].map { owner in
        [
          "endpoint_id": "pay-\(owner)", "kind": "bank_account", "account_id": owner, "bic": "FEXBUS33",
          "account_number": "440012348871", "added_at": "2025-06-01",
        ]
      }
    }
    if guise == .accompanied {
      // The payer's honest life: a service account charges what suppliers and advertising cost, week by week.
      for week in 0..<34 {
        for (place, merchant) in ["ads", "hosting", "couriers", "phones"].enumerated() {
          for (payer, amount) in [
            ("acme", 300 + place * 150), ("other-1", 200), ("other-2", 180), ("other-3", 90),
          ] {
            rows.append([
              "transaction_id": "h\(week)-\(merchant)-\(payer)", "debtor_id": payer, "creditor_id": merchant,
              "booked_at": (start + .days(Int64(week * 7)) + .hours(Int64(place))).description,
              "amount": "\(amount)", "kind": "charge", "initiated_by": "svc-billing",
            ])
          }
        }
      }
      for place in rows.indices { rows[place]["initiated_by"] = "svc-billing" }
    }
    example.tables["transactions"] = rows
    return example
  }

  @Test(arguments: Guise.allCases)
  func `is found early and grows one scheme day by day`(_ guise: Guise) throws {
    let detector = InstallmentCharges(settings: Settings())
    #expect(Self.amounts.count == 30)
    #expect(Self.amounts.reduce(0, +) == 51_400)
    var identities: Set<[String]> = []
    var evidence: Set<String> = []
    var firstCount: Int?
    var strongest = Severity.low
    let (window, rejects) = Self.example(guise).window(lookback: .days(300))
    #expect(rejects.isEmpty)
    for day in 1...240 {
      let asOf = Self.start + .days(Int64(day))
      let findings = try detector.findings(in: Scope(window: window, asOf: asOf, lookback: detector.lookback))
      #expect(findings.count <= 1, "\(guise) on day \(day): \(findings.map(\.summary))")
      guard let finding = findings.first else {
        #expect(firstCount == nil, "\(guise): lost on day \(day)")
        continue
      }
      if firstCount == nil {
        firstCount = finding.transactions.count
        let taken = try Money.sum(finding.transactions.map(\.amount))
        #expect(taken < Money(units: 17_000), "\(guise): \(taken.formatted) gone before the first alert")
      }
      identities.insert([finding.subject] + finding.fingerprint)
      evidence.formUnion(finding.transactions.filter(\.role.counts).map(\.transactionID))
      strongest = max(strongest, Severity(finding.signals))
    }
    #expect(try #require(firstCount, "\(guise): never found") <= 9)
    #expect(identities.count == 1, "\(guise): \(identities)")
    #expect(evidence.count == 30, "\(guise): every installment is evidence of the one scheme")
    #expect(strongest == (guise == .workerInitiated || guise == .sharedAccount ? .high : .medium), "\(guise)")
  }
}
