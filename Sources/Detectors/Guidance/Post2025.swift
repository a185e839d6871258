import Detection

/// What the summary of 2025 adds to the guidance of 2022, whose red flags it repeats.
extension Guidance {
  private static let isOrganisation = "It is a matter of how a company is run; no payment shows it."

  static let post2025 = [
    Section(
      "What a later summary adds: how the workers are said to operate", .redFlag, [lawFirm2025],
      [
        .unseen(
          "hidden-behind-vpn",
          "VPNs, hired servers and falsified or bought papers hide who and where somebody is",
          because: """
            Weir keeps no lists of VPN or hosting ranges (decision 15), and papers are not in the warehouse. What hidden \
            access does show, countries that change too fast and addresses that several share, is answered above.
            """),
        .unseen(
          "unwitting-subcontractors", "the work is passed on to freelancers who know nothing of it",
          because:
            "A worker who pays another worker is what every small agency does; no fact tells the two apart."),
        .unseen(
          "one-device-each", "a device of its own for every account, so that accounts are not linked",
          because: "One device for one account is also what an honest worker has."),
        .partly(
          "lent-connections",
          "people in the country lend internet access, pass laptops on, and apply for jobs on behalf of workers abroad",
          unseen: """
            Several accounts behind one address or device, or remote desktops, are seen; parcels and applications are not.
            """),
        .unseen(
          "abused-access", "access to a company's systems is used to steal data or to spy",
          because: "Access to systems is not in a payments warehouse.", also: [news2026Report]),
        .unseen(
          "made-up-careers", "careers and degrees that sound real and cannot be verified",
          because: "They are not in a payments warehouse."
        ),
      ]),
    Section(
      "What a later summary adds: what to do", .mitigation, [lawFirm2025],
      [
        .unseen(
          "detect-deepfakes", "use tools that notice deepfakes, with an unobscured background",
          because: "Pictures and interviews are not in a payments warehouse."),
        .seen(
          "watch-detail-changes", "watch changes of payment details, frequent ones above all"),
        .seen(
          "analyse-logins", "analyse logins for several countries and for sessions without an end"),
        .unseen(
          "teach-vendors", "teach vendors the risk, and ask the same checks of them", because: isOrganisation),
        .unseen(
          "recommended-colleagues", "be wary when contractors recommend further hires",
          because: "Who recommended whom is not recorded in payments."),
        .partly(
          "accounts-by-proxy", "look for accounts that somebody else runs",
          unseen: """
            Who sits behind an account is not visible. What is: pay in another name, accounts that only forward, and \
            strangers behind one address or device.
            """),
        .seen("watch-transfers-to-risk", "look at transfers to high-risk jurisdictions, such as China"),
        .unseen(
          "refresh-know-your-customer", "refresh know-your-customer checks regularly",
          because: "The contract has when a holder was verified, not when that was last refreshed."),
        .unseen(
          "sanctions-policy",
          "have a sanctions policy that covers remote hiring, with training and escalation",
          because: isOrganisation),
        .unseen(
          "report-promptly", "report to the FBI or OFAC promptly",
          because: """
            It is what people do with an alert. Weir drafts a report (sar.md) and sends nothing.
            """),
        .unseen(
          "audit-periodically", "have periodic audits",
          because: "Weir can be audited (model.md); it audits nobody."),
        .unseen(
          "investigate-suspicions", "investigate any red flag, and consider a voluntary self-disclosure",
          because: "It is what people do with a case. Case files and the log of events support it."),
      ]),
  ]
}
