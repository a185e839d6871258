package import Detection

/// The reasons it gives. A first request is low; after a closed account medium; a shared wallet high.
extension VirtualCurrencyPayout {
  static let asked = Signal(
    "virtual_currency", .crypto, 20, "the payee asks for, or takes, pay in virtual currency")
  static let outsideFields = Signal(
    "asked_in_free_text", .crypto, 10,
    "it was asked for in free text, past the fields the platform has for it")
  static let repeated = Signal("repeated_requests", .crypto, 10, "it was asked for again")
  static let paid = Signal(
    "paid_to_wallet_or_exchange", .crypto, 15, "money was paid out to a wallet or an account at an exchange")
  static let rhythm = Signal(
    "stablecoin_salary", .crypto, 10,
    "stablecoin amounts the size of a salary come round at a salary's interval")
  static let afterTrouble = Signal(
    "after_account_trouble", .identity, 25,
    "it was asked for soon after an account of the payee was closed, suspended or refused payment")
  // With `household` counted against it, from a time when one sharer was known, it is still high.
  static let shared = Signal(
    "shared_wallet", .network, 60, "several payees name one wallet or one account at an exchange")
  static let household = Signal(
    "household_wallet", .network, -10, "one other payee with the same contact details names the same wallet")
  static let forwarded = Signal(
    "forwarded_at_once", .path, 10, "nearly all of what the payee was paid went on to a wallet within days")
  static let sanctioned = Signal(
    "sanctioned_address", .network, 100, "the wallet is on a sanctions list, address for address",
    isExactSanctionsMatch: true)

  package static let signals = [
    asked, outsideFields, repeated, paid, rhythm, afterTrouble, shared, household, forwarded, sanctioned,
  ]
}
