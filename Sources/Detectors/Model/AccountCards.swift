import Ledger

/// Detectors of who is paid, where, and under which name.
extension ModelCard {
  static let accountCards: [String: ModelCard] = [
    SharedPayoutEndpoint.id: ModelCard(
      [
        .transactions: payments, .accounts: "account_id holder_type holder_name role email phone",
        .endpoints: "endpoint_id kind account_id holder_name account_number network address added_at",
        .authorisations: "authorisation_id payer_id payee_id valid_from valid_to",
      ],
      logic: """
        Endpoints with one number or address are one place. A place is shared where accounts without a common name, \
        e-mail or phone withdraw to it, or where a client pays a worker who is paid at the client's own place. Apart from \
        that, several employers that pay full, regular wages to one account are a scheme of their own.
        """,
      assumptions: [
        "Households and firms show in a common name, e-mail or phone, or in both names on the endpoint.",
        "Providers' omnibus accounts are stop nodes or have many users.",
      ],
      history: [
        "The first.",
        "Two-letter names count as names, and a provider's name in the holder's place says nothing.",
      ]),
    ReplacementAccount.id: ModelCard(
      [
        .transactions: payments,
        .accounts: "account_id holder_name role country status opened_at closed_at email phone",
        .endpoints: "endpoint_id kind account_id account_number network address added_at",
      ],
      logic: """
        For each account that was closed or suspended, accounts opened around that time under a different name are looked \
        at if they share an e-mail, a phone or a payout destination with it. What was paid to both, and by whom, weighs.
        """,
      assumptions: [
        "Opening and closing are recorded; an end without a date is taken to be the last movement.",
        "Somebody who marries or founds a firm keeps a part of the name.",
      ], history: ["The first.", "Two-letter names count as names."]),
    VirtualCurrencyPayout.id: ModelCard(
      [
        .transactions: payments + " reference",
        .accounts: "account_id holder_name role status opened_at verified_at closed_at email phone",
        .endpoints:
          "endpoint_id kind account_id holder_name institution_name account_number network address added_at",
        .payoutRequests:
          "request_id account_id requested_at endpoint_id method asset network address amount currency status message",
        .paymentDetailChanges:
          "change_id account_id changed_at field old_value new_value endpoint_id batch_id",
        .authorisations: "authorisation_id payer_id payee_id",
      ],
      logic: """
        Requests, changes of details, endpoints and payouts that are about virtual currency are collected for each payee: by \
        method, asset and network, by an address that passes its checksum, also one in free text, and by words in several \
        languages. What stands around them weighs: trouble with another account before, wallets that several name, money that \
        moves on at once. Payers who pay all their staff so, and long-standing staff with a wallet of their own, explain it.
        """,
      assumptions: [
        "Free text is written in a language whose words are known, or holds an address.",
        "A payer's practice shows in the share of its payees.",
      ],
      history: [
        "The first.",
        "A payout that arrived at the second try is no refused one; forwarding needs more than part pay.",
      ]),
    PaymentDetailChurn.id: ModelCard(
      [
        .transactions: payments,
        .accounts: "account_id holder_type holder_name role country status opened_at closed_at email phone",
        .endpoints:
          "endpoint_id kind account_id holder_name institution_name bic clearing_code account_number country network address added_at",
        .payoutRequests: "request_id account_id requested_at status",
        .paymentDetailChanges:
          "change_id account_id changed_at field old_value new_value endpoint_id actor batch_id",
        .authorisations: "authorisation_id payer_id payee_id valid_from valid_to",
      ],
      logic: """
        Changes of payout details are counted once migrations, corrected slips, re-entries, renamings and additional \
        currencies are taken out, and only where money then went to a new detail. Unrelated payees who change to one \
        destination are a scheme whose subject is the destination.
        """,
      assumptions: [
        "The warehouse records every change, with both values in clear or as comparable hashes.",
        "No public figure exists for how often honest people change their details; the defaults are judgement.",
      ],
      history: [
        "The first.", "Account numbers in a changed payout method are masked in evidence.",
        "Two-letter names count as names.",
      ]),
    PayeeNameMismatch.id: ModelCard(
      [
        .transactions: payments, .accounts: "account_id holder_type holder_name role country email phone",
        .endpoints: "endpoint_id kind account_id holder_name institution_name bic country added_at",
        .paymentDetailChanges: "account_id field old_value",
        .authorisations: "authorisation_id payer_id payee_id valid_from valid_to",
      ],
      logic: """
        For each payee and endpoint that money was paid out to, the two holders' names are compared by letters, sound and \
        slips, across scripts. Where they cannot be one holder's, the payouts are weighed: a company's name, an earlier \
        endpoint in the payee's own name, another country, other payees in the same strange name.
        """,
      assumptions: [
        "Endpoints carry the holder's name as the institution has it, not as the payee typed it.",
        "Relatives and one's own company show in a part of the name or in contact details.",
      ],
      history: [
        "The first.",
        "Support below `support_share` of a pay, and listed endpoints of the declared country, do not count.",
      ]),
    SanctionedParty.id: ModelCard(
      [
        .transactions: payments, .accounts: "account_id holder_name country opened_at closed_at",
        .endpoints:
          "endpoint_id account_id holder_name institution_name bic clearing_code account_number country network address added_at",
        .payoutRequests: "request_id account_id requested_at address",
        .paymentDetailChanges: "change_id account_id changed_at new_value",
      ],
      logic: """
        Every party is compared with every listed one: addresses, numbers and identifiers character for character, names by \
        an exact index of what resembles what. The score of a likeness is how surprising it would be between strangers; an \
        identifier is a match, a name is a question.
        """,
      assumptions: [
        "The lists imported are current: their age is in the run log.",
        "The names of a warehouse and of the lists tell how common a word is.",
      ], history: ["The first.", "Slavic endings that are written in several ways sound alike."]),
  ]
}
