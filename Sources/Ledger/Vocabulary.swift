/// A word of the source contract with a closed set of values (design §3). Raw values are what the warehouse writes.
package protocol ContractWord: CaseIterable, Hashable, RawRepresentable, Sendable where RawValue == String {}

/// Who holds an account.
package enum HolderType: String, ContractWord { case individual, organisation }

/// What an account does on the platform.
package enum AccountRole: String, ContractWord { case client, worker, vendor, platform }

/// Whether an account may be used.
package enum AccountStatus: String, ContractWord { case open, suspended, closed }

/// The rail an endpoint is on.
package enum EndpointKind: String, ContractWord {
  case bankAccount = "bank_account"
  case card
  case eWallet = "e_wallet"
  case cryptoWallet = "crypto_wallet"
  case exchangeAccount = "exchange_account"
}

/// What a transaction is for. A null kind counts as `transfer`.
///
/// Public, as is its comparison, so that loops over millions of rows in other modules compare without a call.
public enum TransactionKind: String, ContractWord {
  case transfer, payout, charge, topup, fee, refund, conversion

  @inlinable
  public static func == (left: TransactionKind, right: TransactionKind) -> Bool {
    switch (left, right) {
    case (.transfer, .transfer), (.payout, .payout), (.charge, .charge), (.topup, .topup), (.fee, .fee),
      (.refund, .refund), (.conversion, .conversion):
      true
    default: false
    }
  }

  /// Whether it is how pay, and what is passed on of it, moves.
  @inlinable public var isPay: Bool { self == .transfer || self == .payout }
}

/// Where a transaction stands. A null status counts as `settled`. Public for the sake of loops, as ``TransactionKind`` is.
public enum TransactionStatus: String, ContractWord {
  case settled, pending, reversed, failed

  @inlinable
  public static func == (left: TransactionStatus, right: TransactionStatus) -> Bool {
    switch (left, right) {
    case (.settled, .settled), (.pending, .pending), (.reversed, .reversed), (.failed, .failed): true
    default: false
    }
  }
}

/// How a payee asks to be paid.
package enum PayoutMethod: String, ContractWord {
  case bank, card
  case eWallet = "e_wallet"
  case crypto, exchange
}

/// Which payment detail was changed.
package enum DetailField: String, ContractWord {
  case bankAccount = "bank_account"
  case payoutMethod = "payout_method"
  case wallet
  case holderName = "holder_name"
  case email, phone, address
}

/// What permits a payment.
package enum AuthorisationKind: String, ContractWord {
  case purchaseOrder = "purchase_order"
  case contract, subscription, mandate, invoice
}

/// What happened on a work platform.
package enum PlatformEventKind: String, ContractWord {
  case bid
  case bidAccepted = "bid_accepted"
  case rating, document, milestone
  case paymentRequest = "payment_request"
}

/// The relations of the source contract, in the order of design §3.
package enum Relation: String, ContractWord, Comparable {
  case accounts, endpoints, transactions
  case payoutRequests = "payout_requests"
  case paymentDetailChanges = "payment_detail_changes"
  case authorisations
  case fxRates = "fx_rates"
  case logins
  case platformEvents = "platform_events"

  /// Whether a warehouse must have it.
  package var isRequired: Bool { self <= .transactions }

  package static func < (left: Relation, right: Relation) -> Bool {
    guard let first = allCases.firstIndex(of: left), let second = allCases.firstIndex(of: right) else {
      return false
    }
    return first < second
  }
}

/// What a list says an endpoint is, first match first (design §5). `stop` is not a sink: money is not followed through it.
package enum SinkClass: String, ContractWord, Comparable {
  case sanctioned
  case prcBank = "prc_bank"
  case prcWallet = "prc_wallet"
  case exchange
  case prcBankAbroad = "prc_bank_abroad"
  case hkMoBank = "hk_mo_bank"

  /// Place in the order of precedence, 0 first.
  package var rank: Int { Self.allCases.firstIndex(of: self) ?? Self.allCases.count }

  package static func < (left: SinkClass, right: SinkClass) -> Bool { left.rank < right.rank }
}
