package import Ledger

/// A row of `payout_requests`: how a payee asks to be paid.
package struct PayoutRequest: Sendable {
  package var id: Text
  package var account: Party
  package var requestedAt: Instant
  package var endpoint: Party?
  package var method: PayoutMethod?
  package var asset: Text
  package var network: Text
  package var address: Text
  package var currency: Text
  package var status: Text
  /// Free text of the payee.
  package var message: Text
  /// In `currency`, as asked; not converted.
  package var amount: ExactDecimal?

  package init(
    id: Text, account: Party, requestedAt: Instant, endpoint: Party? = nil, method: PayoutMethod? = nil,
    asset: Text = .none, network: Text = .none, address: Text = .none, amount: ExactDecimal? = nil,
    currency: Text = .none, status: Text = .none, message: Text = .none
  ) {
    self.id = id
    self.account = account
    self.requestedAt = requestedAt
    self.endpoint = endpoint
    self.method = method
    self.asset = asset
    self.network = network
    self.address = address
    self.amount = amount
    self.currency = currency
    self.status = status
    self.message = message
  }
}

/// A row of `payment_detail_changes`.
package struct DetailChange: Sendable {
  package var id: Text
  package var account: Party
  package var changedAt: Instant
  package var field: DetailField
  /// Clear or hashed.
  package var oldValue: Text
  package var newValue: Text
  /// The endpoint changed to.
  package var endpoint: Party?
  package var actor: Text
  /// Set on bulk migrations.
  package var batch: Text

  package init(
    id: Text, account: Party, changedAt: Instant, field: DetailField, oldValue: Text = .none,
    newValue: Text = .none,
    endpoint: Party? = nil, actor: Text = .none, batch: Text = .none
  ) {
    self.id = id
    self.account = account
    self.changedAt = changedAt
    self.field = field
    self.oldValue = oldValue
    self.newValue = newValue
    self.endpoint = endpoint
    self.actor = actor
    self.batch = batch
  }
}

/// A row of `authorisations`: what a payer agreed to.
package struct Authorisation: Sendable {
  package var id: Text
  package var payer: Party
  package var payee: Party?
  package var kind: AuthorisationKind?
  /// In `currency`, as agreed; not converted.
  package var amountLimit: ExactDecimal?
  package var currency: Text
  package var intervalDays: Int?
  @Compact package var validFrom: Instant?
  @Compact package var validTo: Instant?

  package init(
    id: Text, payer: Party, payee: Party? = nil, kind: AuthorisationKind? = nil,
    amountLimit: ExactDecimal? = nil,
    currency: Text = .none, intervalDays: Int? = nil, validFrom: Instant? = nil, validTo: Instant? = nil
  ) {
    self.id = id
    self.payer = payer
    self.payee = payee
    self.kind = kind
    self.amountLimit = amountLimit
    self.currency = currency
    self.intervalDays = intervalDays
    self.validFrom = validFrom
    self.validTo = validTo
  }
}
