-- The source contract of Weir: nine views that map your tables, once.
--
-- Replace each NULL by a column or expression of yours and each FROM by your table, then run this file as the owner of the
-- data. accounts, endpoints and transactions are required. Of the others leave out what you do not have: the detectors that
-- need it are then recorded as not run, never as nothing found. A column you do not have stays NULL, with its type.
-- Afterwards: weir migrate, weir check.

CREATE SCHEMA IF NOT EXISTS weir_source;

-- Required. Everybody who holds an account with you.
CREATE OR REPLACE VIEW weir_source.accounts AS
SELECT
  NULL::text AS account_id,  -- text, varchar, uuid, integer or bigint; never null, never twice
  NULL::text AS holder_type,  -- individual or organisation
  NULL::text AS role,  -- client, worker, vendor or platform
  NULL::text AS holder_name,  -- as verified
  NULL::text AS country,  -- declared, ISO 3166-1 alpha-2
  NULL::text AS status,  -- open, suspended or closed
  NULL::timestamptz AS opened_at,
  NULL::timestamptz AS verified_at,
  NULL::timestamptz AS closed_at,
  NULL::text AS email,
  NULL::text AS phone
FROM (VALUES (1)) AS your_table (x)
WHERE false;

-- Required. Where money can leave to or come from: bank accounts, cards, wallets. Accounts and endpoints share one namespace.
CREATE OR REPLACE VIEW weir_source.endpoints AS
SELECT
  NULL::text AS endpoint_id,  -- never null, never twice, and no account_id
  NULL::text AS kind,  -- never null: bank_account, card, e_wallet, crypto_wallet or exchange_account
  NULL::text AS account_id,  -- who registered it
  NULL::text AS holder_name,  -- as the payee gave it
  NULL::text AS institution_name,  -- bank, wallet operator or exchange
  NULL::text AS bic,  -- 8 or 11 characters; 5 and 6 are the country
  NULL::text AS clearing_code,  -- CNAPS, ABA, sort code
  NULL::text AS account_number,
  NULL::text AS card_prefix,  -- the first six to eight digits of a card
  NULL::text AS country,  -- of the institution
  NULL::text AS network,  -- of a crypto address: bitcoin, ethereum, tron
  NULL::text AS address,  -- crypto address
  NULL::timestamptz AS added_at
FROM (VALUES (1)) AS your_table (x)
WHERE false;

-- Required. Every movement of money, once, in the direction it flowed.
CREATE OR REPLACE VIEW weir_source.transactions AS
SELECT
  NULL::text AS transaction_id,  -- never null, never twice
  NULL::timestamptz AS booked_at,  -- never null; a booking time, with its time zone
  NULL::text AS debtor_id,  -- never null: an account_id or endpoint_id
  NULL::text AS creditor_id,  -- never null: an account_id or endpoint_id
  NULL::numeric AS amount,  -- never null, positive, in major units
  NULL::text AS currency,  -- never null: ISO 4217 or the asset's code
  NULL::text AS kind,  -- transfer, payout, charge, topup, fee, refund or conversion; null counts as transfer
  NULL::text AS status,  -- settled, pending, reversed or failed; null counts as settled
  NULL::text AS reference,  -- remittance information
  NULL::text AS authorisation_id,  -- what permitted it
  NULL::text AS initiated_by  -- who started it
FROM (VALUES (1)) AS your_table (x)
WHERE false;

-- Optional. How payees ask to be paid.
CREATE OR REPLACE VIEW weir_source.payout_requests AS
SELECT
  NULL::text AS request_id,  -- never null, never twice
  NULL::text AS account_id,  -- never null
  NULL::timestamptz AS requested_at,  -- never null
  NULL::text AS endpoint_id,
  NULL::text AS method,  -- bank, card, e_wallet, crypto or exchange
  NULL::text AS asset,
  NULL::text AS network,
  NULL::text AS address,
  NULL::numeric AS amount,
  NULL::text AS currency,
  NULL::text AS status,
  NULL::text AS message  -- the payee's own words
FROM (VALUES (1)) AS your_table (x)
WHERE false;

-- Optional. Every change of how somebody is paid or reached.
CREATE OR REPLACE VIEW weir_source.payment_detail_changes AS
SELECT
  NULL::text AS change_id,  -- never null, never twice
  NULL::text AS account_id,  -- never null
  NULL::timestamptz AS changed_at,  -- never null
  NULL::text AS field,  -- never null: bank_account, payout_method, wallet, holder_name, email, phone or address
  NULL::text AS old_value,  -- clear or hashed
  NULL::text AS new_value,  -- clear or hashed
  NULL::text AS endpoint_id,  -- the new one
  NULL::text AS actor,  -- who made the change
  NULL::text AS batch_id  -- set on bulk migrations, which are nobody's behaviour
FROM (VALUES (1)) AS your_table (x)
WHERE false;

-- Optional. What payers agreed to: without it, honest subscriptions cannot be told from theft.
CREATE OR REPLACE VIEW weir_source.authorisations AS
SELECT
  NULL::text AS authorisation_id,  -- never null, never twice
  NULL::text AS payer_id,  -- never null
  NULL::text AS payee_id,
  NULL::text AS kind,  -- purchase_order, contract, subscription, mandate or invoice
  NULL::numeric AS amount_limit,
  NULL::text AS currency,
  NULL::integer AS interval_days,
  NULL::timestamptz AS valid_from,
  NULL::timestamptz AS valid_to
FROM (VALUES (1)) AS your_table (x)
WHERE false;

-- Optional. Daily rates; needed when any amount is not in the reporting currency.
CREATE OR REPLACE VIEW weir_source.fx_rates AS
SELECT
  NULL::date AS rate_date,  -- never null
  NULL::text AS currency,  -- never null
  NULL::numeric AS rate  -- never null, positive: reporting currency per one unit
FROM (VALUES (1)) AS your_table (x)
WHERE false;

-- Optional. Sessions of account holders.
CREATE OR REPLACE VIEW weir_source.logins AS
SELECT
  NULL::text AS login_id,  -- never null, never twice
  NULL::text AS account_id,  -- never null
  NULL::timestamptz AS started_at,  -- never null
  NULL::timestamptz AS ended_at,
  NULL::text AS ip,
  NULL::text AS country,
  NULL::text AS device_id,
  NULL::integer AS remote_port
FROM (VALUES (1)) AS your_table (x)
WHERE false;

-- Optional. What happens on a work platform besides payments.
CREATE OR REPLACE VIEW weir_source.platform_events AS
SELECT
  NULL::text AS event_id,  -- never null, never twice
  NULL::timestamptz AS at,  -- never null
  NULL::text AS account_id,  -- never null: the worker
  NULL::text AS counterparty_id,  -- the client
  NULL::text AS kind,  -- never null: bid, bid_accepted, rating, document, milestone or payment_request
  NULL::text AS value,
  NULL::text AS digest  -- of a document or message template
FROM (VALUES (1)) AS your_table (x)
WHERE false;

-- The job may read the contract and nothing else of yours. The role is made by weir migrate, which repeats these grants.
-- GRANT USAGE ON SCHEMA weir_source TO weir_reader;
-- GRANT SELECT ON ALL TABLES IN SCHEMA weir_source TO weir_reader;
