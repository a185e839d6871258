import Ledger

/// Detectors of where money goes.
extension ModelCard {
  static let movementCards: [String: ModelCard] = [
    MultiHopRouting.id: ModelCard(
      [
        .transactions: payments + " authorisation_id",
        .accounts: "account_id holder_name role country opened_at",
        .endpoints: "endpoint_id account_id holder_name bic country account_number network address",
        .authorisations: "authorisation_id payer_id payee_id kind",
      ],
      logic: """
        Credits and debits of every account are matched first-in first-out within the dwell limit, and what each payment \
        delivered to a listed endpoint is computed exactly over at most `max_hops` transactions. An account is suspected \
        where such payments are a pattern or one of them is large, every intermediary passed most of it on, and the \
        account is neither a payer of many nor a mere conduit. Flows with an innocent reason of their own are left out \
        first.
        """,
      assumptions: [
        "Money is passed on within `max_dwell` in each account: no source gives a figure, the default is a judgement.",
        "First-in first-out is a fair convention for mixed money; `weir trace` shows what other conventions give.",
        "Endpoints carry a BIC, a country, a number or an address that a list can recognise.",
      ]),
    DirectPrcTransfers.id: ModelCard(
      [
        .transactions: payments + " authorisation_id",
        .accounts: "account_id holder_name role country email phone",
        .endpoints: "endpoint_id kind account_id holder_name bic country",
        .authorisations: "authorisation_id payer_id payee_id valid_from valid_to",
      ],
      logic: """
        Payments straight to PRC-linked endpoints are gathered by whoever sent them; what agreements cover is left out. \
        They must be frequent within the quick period or many at any pace, add up, and be a large enough part of what the \
        subject was paid or took out. The subject must have declared another country.
        """,
      assumptions: [
        "The declared country is where the holder says it lives; nobody is suspected for the country itself.",
        "A family abroad gets less than `min_share` of somebody's means.",
      ],
      history: [
        "The first.",
        "Two-letter names count as names, and a provider's name in the holder's place says nothing.",
        "Exchanges and sanctioned addresses are not said to be in the PRC itself.",
      ]),
    PassThroughAccount.id: ModelCard(
      [
        .transactions: payments + " authorisation_id",
        .accounts: "account_id holder_name role country opened_at",
        .endpoints: "endpoint_id kind account_id holder_name bic country",
        .authorisations: "authorisation_id payer_id payee_id valid_from valid_to",
      ],
      logic: """
        What several others paid into an account is matched with what leaves it, first-in first-out. Where most of it goes \
        on within `max_rest`, on several days, to few places that are not the holder's own, the account only forwards.
        """,
      assumptions: [
        "Own names are recognisable as such: withdrawals to the holder's own account are not forwarding.",
        "Agencies and bureaux have an agreement on record, or very many payees.",
      ],
      history: [
        "The first.",
        "Two-letter names count as names, and a provider's name in the holder's place says nothing.",
      ]),
    SalarySkim.id: ModelCard(
      [
        .transactions: payments + " authorisation_id",
        .accounts: "account_id holder_type holder_name role country opened_at email phone",
        .endpoints: "endpoint_id kind account_id holder_name bic country",
        .authorisations: "authorisation_id payer_id payee_id valid_from valid_to",
      ],
      logic: """
        Payments of employers are pays; payments that leave within `max_rest` of them to one destination are its share. \
        The share must follow most pays, be steady (coefficient of variation at most `spread`), and be most of the pay \
        unless something else speaks for suspicion, such as a listed destination or other earners who do the same.
        """,
      assumptions: [
        "Pay comes at least `min_cycles` times in the view, and from an account that is not a worker's.",
        "Rent, loans and subcontractors are paid under an agreement, or to an established business.",
      ],
      history: [
        "The first.",
        "Two-letter names count as names, and a provider's name in the holder's place says nothing.",
      ]),
    InstallmentCharges.id: ModelCard(
      [
        .transactions: payments + " reference authorisation_id initiated_by",
        .accounts: "account_id holder_name role opened_at email phone",
        .endpoints: "endpoint_id account_id holder_name account_number network address",
        .authorisations:
          "authorisation_id payer_id payee_id kind amount_limit currency interval_days valid_from valid_to",
      ],
      logic: """
        Small charges of one payee, or of payees that share details, on one payer are counted net of refunds. Those that \
        no authorisation covers must be numerous and add up. Subscriptions, metered services and merchants that several \
        other payers pay are taken out first.
        """,
      assumptions: [
        "What a payer agreed to is in `authorisations`; without that relation every charge looks unauthorised.",
        "Charges, transfers and refunds are told apart by `kind`, and the payee keeps one identity or shares details.",
      ],
      history: [
        "The first.",
        "Measures say what else the payer is charged, and how the scheme compares with it.",
        "Charges must be made on `least_days` days.",
      ]),
  ]
}
