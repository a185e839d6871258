import Detection

/// The news report of 2026, as far as it names something to look for or to do.
extension Guidance {
  private static let isBeforePay = "It happens before anybody is paid, and leaves no payment."

  static let news2026 = [
    Section(
      "What a news report of 2026 describes", .redFlag, [news2026Report],
      [
        .unseen(
          "stolen-identities", "stolen or invented personal data make believable applicants",
          because: "Applications are not in a payments warehouse."),
        .partly(
          "earnings-to-crypto",
          "earnings are converted to virtual currency at once and moved through several wallets or exchanges",
          unseen: """
            The warehouse shows money up to the first wallet or exchange account outside it; what happens on a chain \
            afterwards, mixers and bridges among it, it does not.
            """),
        .seen("wages-siphoned", "a part of the wages is taken off, again and again, to a few central places"),
        .seen("switch-to-crypto", "a sudden request to be paid in virtual currency instead"),
        .seen("crypto-only", "the worker insists on virtual currency and nothing else"),
        .seen("unusual-routing", "pay takes unusual ways through several intermediaries"),
        .unseen(
          "no-tax-papers", "reluctance to give tax information",
          because: "Tax papers are not in the contract."),
        .partly(
          "young-profile", "a profile that was made lately and has little history",
          unseen:
            "An account's age is seen with the money that moves through it; what a profile tells is not."),
        .partly(
          "residence-and-address",
          "somebody claims to live in one country and is online from others",
          unseen: """
            Countries that change too fast, and sharers of one address who declare different countries, are seen. Logins \
            that come from one other country all the time are not a signal: emigrants and VPNs look the same.
            """),
        .unseen(
          "productive-but-apart", "much output, and no part in the team",
          because: "Work itself is not in a payments warehouse."
        ),
      ]),
    Section(
      "What a news report of 2026 advises", .mitigation, [news2026Report],
      [
        .unseen(
          "several-identity-papers",
          "ask for several forms of identification, or have a third party verify identity",
          because: isBeforePay),
        .unseen(
          "locate-and-code-live", "verify where applicants are, and have them write code live",
          because: isBeforePay),
        .unseen(
          "watch-for-exfiltration", "watch for data that leaves the company",
          because: "Traffic of data is not in a payments warehouse."),
        .unseen(
          "detect-vpn-and-time-zone", "detect VPNs, and compare time zones",
          because:
            "As for hidden-behind-vpn and absent-at-work-hours: neither ranges nor required hours are known."),
        .unseen(
          "train-hiring-staff", "train those who hire and buy",
          because: "It is a matter of how a company is run."),
        .seen("freeze-listed-addresses", "freeze and block the addresses that sanctions name"),
      ]),
  ]
}
