-- Tables for the data of others, as its CSV files have them, and the contract's views over them. The data knows accounts and
-- transactions and little else: nothing here adds to it.

CREATE SCHEMA outside;

CREATE TABLE outside.account (
  account_id text PRIMARY KEY,
  country    text,
  kind       text,
  label      text,
  detail     text
);

CREATE TABLE outside.transaction (
  tx_id         text PRIMARY KEY,
  booked_at     timestamptz NOT NULL,
  from_account  text NOT NULL REFERENCES outside.account,
  to_account    text NOT NULL REFERENCES outside.account,
  amount        numeric NOT NULL,
  currency      text NOT NULL,
  kind          text,
  is_laundering integer,
  typology      text,
  group_id      text,
  from_country  text,
  to_country    text,
  memo          text
);

CREATE SCHEMA weir_source;

CREATE VIEW weir_source.accounts AS
SELECT
  account_id,
  CASE kind WHEN 'individual' THEN 'individual' WHEN 'payer' THEN 'organisation' WHEN 'supplier' THEN 'organisation' END
    AS holder_type,
  CASE kind WHEN 'payer' THEN 'client' WHEN 'supplier' THEN 'vendor' END AS role,
  CASE WHEN kind = 'supplier' THEN regexp_replace(account_id, '^V:', '') END AS holder_name,
  country,
  NULL::text AS status,
  NULL::timestamptz AS opened_at,
  NULL::timestamptz AS verified_at,
  NULL::timestamptz AS closed_at,
  NULL::text AS email,
  NULL::text AS phone
FROM outside.account;

CREATE VIEW weir_source.endpoints AS
SELECT
  NULL::text AS endpoint_id,
  NULL::text AS kind,
  NULL::text AS account_id,
  NULL::text AS holder_name,
  NULL::text AS institution_name,
  NULL::text AS bic,
  NULL::text AS clearing_code,
  NULL::text AS account_number,
  NULL::text AS card_prefix,
  NULL::text AS country,
  NULL::text AS network,
  NULL::text AS address,
  NULL::timestamptz AS added_at
WHERE false;

CREATE VIEW weir_source.transactions AS
SELECT
  tx_id        AS transaction_id,
  booked_at,
  from_account AS debtor_id,
  to_account   AS creditor_id,
  amount,
  currency,
  CASE kind WHEN 'refund' THEN 'refund' WHEN 'payment' THEN 'transfer' WHEN 'TRANSFER' THEN 'transfer' END AS kind,
  'settled'::text AS status,
  memo         AS reference,
  NULL::text   AS authorisation_id,
  NULL::text   AS initiated_by
FROM outside.transaction;
