-- A warehouse with the source contract's relations as plain tables; psql variable `identifier` is their identifiers' type.
-- Names are the contract's own: what a view costs on top is the planner's business, not the reader's.
CREATE SCHEMA warehouse;
SET search_path = warehouse;

CREATE TABLE accounts (
  account_id :identifier NOT NULL, holder_type text, role text, holder_name text, country text, status text,
  opened_at timestamptz, verified_at timestamptz, closed_at timestamptz, email text, phone text
);
CREATE TABLE endpoints (
  endpoint_id :identifier NOT NULL, kind text NOT NULL, account_id :identifier, holder_name text, institution_name text,
  bic text, clearing_code text, account_number text, card_prefix text, country text, network text, address text,
  added_at timestamptz
);
CREATE TABLE transactions (
  transaction_id :identifier NOT NULL, booked_at timestamptz NOT NULL, debtor_id :identifier NOT NULL,
  creditor_id :identifier NOT NULL, amount numeric NOT NULL, currency text NOT NULL, kind text, status text,
  reference text, authorisation_id :identifier, initiated_by :identifier
);
CREATE TABLE payout_requests (
  request_id :identifier NOT NULL, account_id :identifier NOT NULL, requested_at timestamptz NOT NULL,
  endpoint_id :identifier, method text, asset text, network text, address text, amount numeric, currency text, status text,
  message text
);
CREATE TABLE payment_detail_changes (
  change_id :identifier NOT NULL, account_id :identifier NOT NULL, changed_at timestamptz NOT NULL, field text NOT NULL,
  old_value text, new_value text, endpoint_id :identifier, actor text, batch_id text
);
CREATE TABLE authorisations (
  authorisation_id :identifier NOT NULL, payer_id :identifier NOT NULL, payee_id :identifier, kind text,
  amount_limit numeric, currency text, interval_days integer, valid_from timestamptz, valid_to timestamptz
);
CREATE TABLE fx_rates (rate_date date NOT NULL, currency text NOT NULL, rate numeric NOT NULL);
CREATE TABLE logins (
  login_id :identifier NOT NULL, account_id :identifier NOT NULL, started_at timestamptz NOT NULL, ended_at timestamptz,
  ip text, country text, device_id text, remote_port integer
);
CREATE TABLE platform_events (
  event_id :identifier NOT NULL, at timestamptz NOT NULL, account_id :identifier NOT NULL, counterparty_id :identifier,
  kind text NOT NULL, value text, digest text
);

CREATE SCHEMA weir_source;
CREATE VIEW weir_source.accounts AS TABLE accounts;
CREATE VIEW weir_source.endpoints AS TABLE endpoints;
CREATE VIEW weir_source.transactions AS TABLE transactions;
CREATE VIEW weir_source.payout_requests AS TABLE payout_requests;
CREATE VIEW weir_source.payment_detail_changes AS TABLE payment_detail_changes;
CREATE VIEW weir_source.authorisations AS TABLE authorisations;
CREATE VIEW weir_source.fx_rates AS TABLE fx_rates;
CREATE VIEW weir_source.logins AS TABLE logins;
CREATE VIEW weir_source.platform_events AS TABLE platform_events;
