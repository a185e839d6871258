import Detection

/// The page of mitigation measures of the guidance of 2022: eleven for platforms, eight for employers, of which one that
/// asks for three things is three here.
extension Guidance {
  private static let isAControl = "It is a check that people make before a contract; it leaves no payment."

  static let mitigations2022 = [
    Section(
      "Mitigations for freelance platforms and payment platforms", .mitigation, [itWorkers2022],
      [
        .unseen(
          "verify-references",
          "check papers of proposals, invoices and work agreements with the clients they name, at contacts found elsewhere",
          because: isAControl),
        .unseen(
          "inspect-identity-papers",
          "look hard at identity papers for forgery, turn poor images down, ask the police where it helps",
          because: """
            Images of papers are not in a payments warehouse. That one digest of a document stands behind several accounts \
            is another indicator, same-papers-or-payment-accounts.
            """, also: [lawFirm2025]),
        .unseen(
          "verify-websites",
          "see whether the websites named for an account exist, and look closer where they are gone",
          because: "Web addresses are not in the contract, and Weir calls no outside service."),
        .unseen(
          "video-identity-platforms",
          "have identity shown on video, at the beginning and when it is refreshed",
          because: isAControl, also: [lawFirm2025]),
        .partly(
          "check-ports",
          "check ports regularly for remote desktops, VPNs and hired servers in front of the platform",
          unseen: """
            Weir reads the ports the platform logged and scans nothing. VPN exits and hosting ranges are not looked up: \
            such lists age within weeks (decision 15); how many accounts an address has says enough.
            """, also: [lawFirm2025]),
        .seen(
          "same-papers-or-payment-accounts",
          "flag client and developer accounts that rest on the same or similar documents, or use the same payment accounts"
        ),
        .seen(
          "flag-templates", "flag templates for bids and messages that different developers share",
          also: [lawFirm2025]),
        .seen(
          "flag-ratings", "flag several developers whom one client rates highly within a short time",
          also: [lawFirm2025]),
        .seen(
          "flag-bidding",
          "flag developers who bid much, are seldom accepted, or bid much for the number of their logins",
          also: [lawFirm2025]),
        .seen(
          "nothing-before-verification",
          "allow no activity in a new account before its holder is fully verified",
          also: [lawFirm2025]),
        .seen("scrutinise-new-accounts", "look harder at newly established accounts", also: [lawFirm2025]),
      ]),
    Section(
      "Mitigations for companies that hire on freelance platforms", .mitigation, [itWorkers2022],
      [
        .unseen(
          "video-interviews", "interview on video to see who it is", because: isAControl,
          also: [lawFirm2025, news2026Report]),
        .unseen(
          "background-checks", "check backgrounds, with tests in person and biometric logins",
          because: isAControl,
          also: [lawFirm2025]),
        .seen(
          "avoid-virtual-currency", "do not pay in virtual currency", also: [lawFirm2025, news2026Report]),
        .seen(
          "bank-details-match", "have bank details verified against the other papers", also: [lawFirm2025]),
        .unseen(
          "no-remote-tools",
          "be careful with remote-desktop tools, and take them off computers that are lent out",
          because: """
            What runs on a company's computers is not in its payments. Remote desktops in front of a platform account are \
            another indicator, remote-desktop-ports.
            """, also: [lawFirm2025]),
        .unseen(
          "verify-history",
          "ask former employers and schools directly, at contacts that the applicant did not supply",
          because: isAControl, also: [lawFirm2025]),
        .partly(
          "check-details-agree",
          "check that names, places, contacts and histories agree between profiles, payment accounts and hours of work",
          unseen: """
            As for details-that-disagree: names, countries and payout details are compared; profiles, careers and hours \
            are not in the warehouse, and nationality is deliberately not used.
            """),
        .unseen(
          "care-with-other-channels", "be wary of a developer who wants to leave the platform's own channel",
          because: "As for leaving-the-platform: conversations are not in the contract."),
        .unseen(
          "ship-to-known-address", "send papers and equipment only to the address on the identity papers",
          because: "Shipments are not payments.", also: [lawFirm2025]),
        .seen(
          "small-unauthorised-charges",
          "watch for small charges nobody authorised: in one case over USD 50,000 in 30 installments over months",
          also: [lawFirm2025]),
      ]),
  ]
}
