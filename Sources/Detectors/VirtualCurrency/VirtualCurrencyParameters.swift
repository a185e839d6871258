package import Detection
import Ledger

/// The numbers it decides by. Where no source is named the default is a judgement, to be tuned.
extension VirtualCurrencyPayout {
  static let view = Parameter.duration(
    "lookback", .days(180), "How far back requests, changes and payouts are read.")
  static let repeats = Parameter.count("repeated_requests", 2, "Requests from which they count as repeated.")
  static let switchWithin = Parameter.duration(
    "switch_within", .days(30),
    "Longest time from a closed, suspended or refused account to asking for virtual currency.")
  static let stablecoinMinimum = Parameter.money(
    "stablecoin_min", units: 3_000,
    "Smallest payment of a stablecoin salary (publicly traced salaries: 3,000 to 8,000).")
  static let stablecoinMaximum = Parameter.money(
    "stablecoin_max", units: 10_000,
    "Largest payment of a stablecoin salary (the monthly quota reported by the DOJ).")
  static let stablecoinPayments = Parameter.count(
    "stablecoin_payments", 3, "Payments in a row from which they are a salary.")
  static let shortestPeriod = Parameter.duration("period_min", .days(14), "Shortest period of a salary.")
  static let longestPeriod = Parameter.duration("period_max", .days(31), "Longest period of a salary.")
  static let periodTolerance = Parameter.duration(
    "period_tolerance", .days(3), "How early or late a salary may come.")
  static let sharingPayees = Parameter.count(
    "sharing_payees", 2, "Payees from which one wallet or exchange account is shared.")
  static let forwardWithin = Parameter.duration(
    "forward_within", .hours(48), "Longest time from being paid to paying out to a wallet.")
  static let forwardShare = Parameter.ratio(
    "forward_share", perMille: 800, "Share of what came in within that time from which it was forwarded.")
  static let policyShare = Parameter.ratio(
    "policy_share", perMille: 500,
    "Share of a payer's payees above which virtual currency is how that payer pays.")
  static let policyPayees = Parameter.count("policy_payees", 3, "Payees a payer must have to have a policy.")
  static let tenure = Parameter.duration(
    "tenure", .days(365), "Age of an account from which a wallet of one's own alone is no concern.")

  package static let parameters = [
    view, repeats, switchWithin, stablecoinMinimum, stablecoinMaximum, stablecoinPayments, shortestPeriod,
    longestPeriod, periodTolerance, sharingPayees, forwardWithin, forwardShare, policyShare, policyPayees,
    tenure,
  ]
}
