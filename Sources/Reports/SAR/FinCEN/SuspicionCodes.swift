import Ledger

/// Which of the form's kinds of suspicion a case is, and which instruments it involves.
///
/// Source: enumerations of FinCEN's SAR schema 1.2. It has no code for sanctions, North Korea or virtual currency, so those
/// are `999`, other, with words.
enum SuspicionCodes {
  /// A subtype under its type; words for the ones that end in 999.
  struct Code: Hashable, Comparable {
    let type: Int
    let subtype: Int
    var words: String?

    static func < (left: Code, right: Code) -> Bool {
      (left.type, left.subtype) < (right.type, right.subtype)
    }
  }

  private static let byDetector: [String: [(type: Int, subtype: Int)]] = [
    "multi-hop-routing": [(8, 805), (8, 809), (9, 911), (9, 928)],
    "direct-prc-transfers": [(8, 805), (9, 925), (9, 928)],
    "pass-through-account": [(8, 805), (8, 821), (8, 824)],
    "salary-skim": [(8, 805), (8, 809), (9, 911)],
    "virtual-currency-payout": [(8, 8999)],
    "payment-detail-churn": [(4, 4999)],
    "installment-charges": [(3, 3999), (9, 903)],
    "shared-payout-endpoint": [(4, 402), (8, 807), (9, 911)],
    "replacement-account": [(4, 405)],
    "payee-name-mismatch": [(8, 809)],
    "unverified-activity": [(4, 404)],
    "sanctioned-party": [(9, 925)],
    "login-anomaly": [(4, 402), (9, 910)],
    "platform-collusion": [(9, 911)],
  ]

  private static let byReason: [String: [(type: Int, subtype: Int)]] = [
    "payees_converge": [(4, 402), (9, 911)], "destination_of_another_payee": [(4, 402)],
    "shared_wallet": [(4, 402)],
    "unlike_holder_name": [(4, 409)], "after_account_trouble": [(4, 405)], "stable_skim": [(8, 824)],
    "initiated_by_worker": [(9, 924)], "details_shared_with_worker": [(9, 911)],
    "shared_intermediary": [(9, 911)],
  ]

  private static let otherWords: [Int: String] = [
    3999: "Small repeated unauthorized charges", 4999: "Frequent changes of payout details",
    8999: "Virtual currency payout",
  ]

  /// The codes of a case, ascending; there is always one that names the typology.
  static func codes(_ record: CaseRecord) -> [Code] {
    var pairs = record.alerts.flatMap { byDetector[$0.detector] ?? [(9, 925)] }
    pairs += record.alerts.flatMap(\.reasons).flatMap { byReason[$0.code] ?? [] }
    let isSanctioned = record.alerts.contains { alert in
      alert.sinkClasses.contains(.sanctioned) || alert.reasons.contains(where: \.isExactSanctionsMatch)
    }
    var codes = Set(pairs.map { Code(type: $0.type, subtype: $0.subtype, words: otherWords[$0.subtype]) })
    codes.insert(
      Code(
        type: 9, subtype: 9999,
        words: isSanctioned ? "Sanctions list match; DPRK IT worker" : "DPRK IT worker indicators"))
    return codes.sorted()
  }

  /// Whether the schema lists the subtype under the type: 805 belongs to 8, 8999 and 1102 to 8 and 11.
  static func belongs(_ subtype: Int, to type: Int) -> Bool {
    subtype % 1000 == 999 ? subtype / 1000 == type : subtype / 100 == type
  }
}
