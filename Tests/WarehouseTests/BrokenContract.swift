import Testing

/// A change that breaks the source contract, and what the one sentence about it must say.
struct BrokenContract: Sendable, CustomTestStringConvertible {
  let sql: String
  /// Schema, relation and column, as far as they are meant.
  let place: String
  /// What else the sentence says: the trouble, and the key of an example row where rows are at fault.
  let says: [String]

  init(_ sql: String, _ place: String, _ says: String...) {
    (self.sql, self.place, self.says) = (sql, place, says)
  }

  var testDescription: String { sql }

  /// Names and types: seen in the catalogue, before any row is read.
  static let structures: [BrokenContract] = [
    BrokenContract(
      "DROP SCHEMA weir_source CASCADE", "weir_source", "does not exist", "weir contract prints"),
    BrokenContract(
      "DROP TABLE weir_source.accounts CASCADE", "weir_source.accounts", "missing", "weir contract prints it"),
    BrokenContract("DROP TABLE weir_source.transactions", "weir_source.transactions", "missing"),
    BrokenContract("ALTER TABLE weir_source.accounts DROP email", "weir_source.accounts.email", "as NULL"),
    BrokenContract(
      "ALTER TABLE weir_source.transactions DROP amount", "weir_source.transactions.amount", "is missing"),
    BrokenContract(
      retype("accounts", "account_id", "numeric"), "weir_source.accounts.account_id", "numeric", "uuid"),
    BrokenContract(
      retype("accounts", "holder_name", "bytea"), "weir_source.accounts.holder_name", "bytea", "text"),
    BrokenContract(
      retype("endpoints", "kind", "integer"), "weir_source.endpoints.kind", "integer", "crypto_wallet"),
    BrokenContract(
      retype("transactions", "booked_at", "timestamp"), "weir_source.transactions.booked_at",
      "timestamp without time zone", "timestamp with time zone"),
    BrokenContract(
      retype("transactions", "amount", "double precision"), "weir_source.transactions.amount",
      "double precision",
      "numeric"),
    BrokenContract(retype("fx_rates", "rate_date", "text"), "weir_source.fx_rates.rate_date", "text", "date"),
    BrokenContract(
      retype("authorisations", "interval_days", "interval"), "weir_source.authorisations.interval_days",
      "interval",
      "integer"),
  ]

  /// Rows: counted in the server, with an example.
  static let rows: [BrokenContract] = [
    BrokenContract(
      insert("accounts (role)", "'worker'"), "weir_source.accounts.account_id", "1 row without a value"),
    BrokenContract(
      insert("accounts (account_id)", "'1'"), "weir_source.accounts.account_id", "example 1",
      "another row has"),
    BrokenContract(
      insert("accounts (account_id, role)", "'z', 'thief'"), "weir_source.accounts.role", "example z",
      "client, worker, vendor, platform"),
    BrokenContract(
      insert("endpoints (endpoint_id)", "'z'"), "weir_source.endpoints.kind", "example z", "without a value"),
    BrokenContract(
      insert("endpoints (endpoint_id, kind)", "'z', 'cash'"), "weir_source.endpoints.kind", "example z",
      "e_wallet"),
    BrokenContract(
      insert("endpoints (endpoint_id, kind)", "'2', 'card'"), "weir_source.endpoints.endpoint_id",
      "example 2",
      "another row has"),
    BrokenContract(
      insert("endpoints (endpoint_id, kind, account_id)", "'z', 'card', '9'"),
      "weir_source.endpoints.account_id",
      "example z", "pointing to nobody"),
    BrokenContract(
      insert("endpoints (endpoint_id, kind, account_id)", "'z', 'card', '3'"),
      "weir_source.endpoints.account_id",
      "example z", "pointing to nobody"),
    change("transactions", "transaction_id = NULL", "transaction_id", "1 row without a value", keyed: false),
    change(
      "transactions", "transaction_id = '11'", "transaction_id", "example 11", "another row has", keyed: false
    ),
    change("transactions", "booked_at = NULL", "booked_at", "without a value"),
    change("transactions", "booked_at = '2027-01-01Z'", "booked_at", "dated in the future"),
    change("transactions", "booked_at = 'infinity'", "booked_at", "dated in the future"),
    change("transactions", "debtor_id = NULL", "debtor_id", "without a value"),
    change("transactions", "debtor_id = '9'", "debtor_id", "pointing to nobody"),
    change("transactions", "creditor_id = 'x'", "creditor_id", "pointing to nobody"),
    change("transactions", "amount = NULL", "amount", "without a value"),
    change("transactions", "amount = -5", "amount", "not positive"),
    change("transactions", "amount = 0", "amount", "not positive"),
    change("transactions", "amount = 'NaN'", "amount", "no number"),
    change("transactions", "amount = 'Infinity'", "amount", "no number"),
    change("transactions", "currency = NULL", "currency", "without a value"),
    change("transactions", "currency = 'XYZ'", "currency", "without a rate"),
    change("transactions", "currency = 'EUR', booked_at = '2026-02-09Z'", "currency", "without a rate"),
    change("transactions", "kind = 'gift'", "kind", "topup"),
    change("transactions", "status = 'gone'", "status", "reversed"),
    change("payout_requests", "endpoint_id = '1'", "endpoint_id", "pointing to nobody"),
    change("payout_requests", "account_id = '3'", "account_id", "pointing to nobody"),
    change("payout_requests", "method = 'gold'", "method", "crypto"),
    change("payout_requests", "amount = 0", "amount", "not positive"),
    change("payout_requests", "requested_at = '2027-01-01Z'", "requested_at", "dated in the future"),
    change("payment_detail_changes", "field = NULL", "field", "without a value"),
    change("payment_detail_changes", "field = 'hat'", "field", "payout_method"),
    change("payment_detail_changes", "endpoint_id = 'x'", "endpoint_id", "pointing to nobody"),
    change("authorisations", "payer_id = NULL", "payer_id", "without a value"),
    change("authorisations", "payee_id = 'x'", "payee_id", "pointing to nobody"),
    change("authorisations", "amount_limit = 'NaN'", "amount_limit", "no number"),
    change("authorisations", "kind = 'nod'", "kind", "mandate"),
    BrokenContract(
      insert("fx_rates", "'2026-02-01', 'EUR', 2"), "weir_source.fx_rates.rate_date", "2026-02-01 EUR"),
    BrokenContract(
      insert("fx_rates", "'2026-02-01', 'GBP', 0"), "weir_source.fx_rates.rate", "2026-02-01 GBP",
      "not positive"),
    BrokenContract(insert("fx_rates", "NULL, 'GBP', 1"), "weir_source.fx_rates.rate_date", "without a value"),
    change("logins", "account_id = '3'", "account_id", "pointing to nobody"),
    change("logins", "started_at = NULL", "started_at", "without a value"),
    change("platform_events", "kind = 'wink'", "kind", "milestone"),
    change("platform_events", "counterparty_id = 'x'", "counterparty_id", "pointing to nobody"),
  ]

  private static func retype(_ relation: String, _ column: String, _ type: String) -> String {
    "ALTER TABLE weir_source.\(relation) ALTER \(column) TYPE \(type) USING NULL"
  }

  private static func insert(_ target: String, _ values: String) -> String {
    "INSERT INTO weir_source.\(target) VALUES (\(values))"
  }

  /// Changes the first row of a relation; unless its key is what changes, the sentence shows that key.
  private static func change(
    _ relation: String, _ assignment: String, _ column: String, _ says: String..., keyed: Bool = true
  ) -> BrokenContract {
    let keys = [
      "transactions": ("transaction_id", "10"), "payout_requests": ("request_id", "20"),
      "payment_detail_changes": ("change_id", "30"), "authorisations": ("authorisation_id", "40"),
      "logins": ("login_id", "50"), "platform_events": ("event_id", "60"),
    ]
    let (key, value) = keys[relation] ?? ("", "")
    var broken = BrokenContract(
      "UPDATE weir_source.\(relation) SET \(assignment) WHERE \(key) = '\(value)'",
      "weir_source.\(relation).\(column)")
    broken = BrokenContract(broken, says + (keyed ? ["for example \(value)"] : []))
    return broken
  }

  private init(_ other: BrokenContract, _ says: [String]) {
    (sql, place, self.says) = (other.sql, other.place, says)
  }
}
