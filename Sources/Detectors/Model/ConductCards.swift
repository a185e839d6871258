import Ledger

/// Detectors of how accounts are opened, entered and used.
extension ModelCard {
  static let conductCards: [String: ModelCard] = [
    UnverifiedActivity.id: ModelCard(
      [
        .transactions: payments, .accounts: "account_id role opened_at verified_at",
        .endpoints: "endpoint_id account_id",
      ],
      logic: """
        Of accounts opened in view, what came in and went out before their holders were verified is added up, where \
        verification is usual for their role. A burst of large payments from several payers in an account that is days old \
        counts, above all when the account is emptied at once.
        """,
      assumptions: [
        "`verified_at` means a full verification, and is filled for most accounts of a role."
      ]),
    LoginAnomaly.id: ModelCard(
      [
        .logins: "login_id account_id started_at ended_at ip country device_id remote_port",
        .accounts: "account_id holder_type holder_name role country opened_at email phone",
      ],
      logic: """
        For each account: countries that follow each other faster than anybody travels, stretches without a break of a day or \
        more, ports of remote-desktop software, and strangers who are at home at the same address or device. What more than \
        `practice_share` of the accounts do is practice and no sign. Two indicators are needed, or an extreme one.
        """,
      assumptions: [
        "`ip` and `country` are those of the user, not of a proxy of the platform.",
        "An address of more than `hub_accounts` is an office, a carrier or a VPN.",
      ]),
    PlatformCollusion.id: ModelCard(
      [
        .platformEvents: "event_id at account_id counterparty_id kind value digest",
        .logins: "login_id account_id started_at",
        .transactions: payments, .accounts: "account_id holder_name role email phone",
        .endpoints: "endpoint_id account_id",
        .authorisations: "payer_id payee_id interval_days valid_from valid_to",
      ],
      logic: """
        A client that rates several workers highly within days and paid them next to nothing is a scheme. A worker is one for \
        more than one reason: templates or documents shared with strangers, very many bids with hardly any accepted, bids \
        without logins, pay asked for without milestones, ratings in such a burst.
        """,
      assumptions: [
        "Digests are equal where documents or templates are: the platform computes them.",
        "Milestones and direct payment by clients mean something only where most use them (`practice_share`).",
      ]),
  ]
}
