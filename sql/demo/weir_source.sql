-- How the demo's platform meets the contract: one view per relation, the contract's columns in its order.
-- A real warehouse is connected the same way. Three things are worth copying:
--   * members and destinations share one namespace of identifiers, so members get a letter in front;
--   * amounts are numeric in major units, whatever the warehouse stores, and no float on the way;
--   * the warehouse's own words are translated once, here, and an unknown word becomes null, never a wrong word.

CREATE SCHEMA weir_source;
COMMENT ON SCHEMA weir_source IS 'The source contract of Weir, as views over the platform';

CREATE VIEW weir_source.accounts AS
SELECT
  'M' || member_no                                                             AS account_id,
  CASE legal_form WHEN 'person' THEN 'individual' WHEN 'company' THEN 'organisation' END AS holder_type,
  CASE side WHEN 'buyer' THEN 'client' WHEN 'talent' THEN 'worker' WHEN 'supplier' THEN 'vendor'
    WHEN 'house' THEN 'platform' END                                           AS role,
  display_name                                                                 AS holder_name,
  home_country                                                                 AS country,
  CASE state WHEN 'active' THEN 'open' WHEN 'on_hold' THEN 'suspended' WHEN 'closed' THEN 'closed' END AS status,
  joined_at                                                                    AS opened_at,
  kyc_passed_at                                                                AS verified_at,
  left_at                                                                      AS closed_at,
  email,
  phone
FROM platform.member;

CREATE VIEW weir_source.endpoints AS
SELECT
  destination_id AS endpoint_id,
  CASE rail WHEN 'bank' THEN 'bank_account' WHEN 'card' THEN 'card' WHEN 'wallet' THEN 'e_wallet'
    WHEN 'crypto' THEN 'crypto_wallet' WHEN 'exchange' THEN 'exchange_account' END AS kind,
  'M' || member_no AS account_id,
  name_on_it       AS holder_name,
  institution      AS institution_name,
  swift            AS bic,
  national_code    AS clearing_code,
  number_on_it     AS account_number,
  card_bin         AS card_prefix,
  country,
  chain            AS network,
  chain_address    AS address,
  registered_at    AS added_at
FROM platform.payout_destination;

CREATE VIEW weir_source.transactions AS
SELECT
  p.payment_no                                          AS transaction_id,
  p.booked_at,
  coalesce('M' || p.from_member, p.from_destination::text) AS debtor_id,
  coalesce('M' || p.to_member, p.to_destination::text)  AS creditor_id,
  p.amount_minor * c.minor_unit AS amount,
  p.currency,
  CASE p.purpose WHEN 'wage' THEN 'transfer' WHEN 'milestone' THEN 'transfer' WHEN 'invoice' THEN 'transfer'
    WHEN 'transfer' THEN 'transfer' WHEN 'withdrawal' THEN 'payout' WHEN 'exchange' THEN 'conversion'
    WHEN 'refund' THEN 'refund' WHEN 'card_charge' THEN 'charge' WHEN 'top_up' THEN 'topup'
    WHEN 'platform_fee' THEN 'fee' END                  AS kind,
  CASE p.state WHEN 'done' THEN 'settled' WHEN 'waiting' THEN 'pending' WHEN 'bounced' THEN 'failed'
    WHEN 'undone' THEN 'reversed' END                   AS status,
  p.memo                                                AS reference,
  p.approval_no                                         AS authorisation_id,
  'M' || p.started_by                                   AS initiated_by
FROM platform.payment p
JOIN platform.currency c ON c.code = p.currency;

CREATE VIEW weir_source.payout_requests AS
SELECT
  r.request_id,
  'M' || r.member_no AS account_id,
  r.asked_at         AS requested_at,
  r.destination_id   AS endpoint_id,
  CASE r.rail WHEN 'wallet' THEN 'e_wallet' ELSE r.rail END AS method,
  r.asset,
  r.chain            AS network,
  r.chain_address    AS address,
  r.amount_minor * c.minor_unit AS amount,
  r.currency,
  r.state            AS status,
  r.note             AS message
FROM platform.payout_request r
LEFT JOIN platform.currency c ON c.code = r.currency;

CREATE VIEW weir_source.payment_detail_changes AS
SELECT
  change_no      AS change_id,
  'M' || member_no AS account_id,
  changed_at,
  CASE what WHEN 'bank' THEN 'bank_account' WHEN 'payout_rail' THEN 'payout_method' WHEN 'wallet' THEN 'wallet'
    WHEN 'name' THEN 'holder_name' WHEN 'mail' THEN 'email' WHEN 'phone' THEN 'phone' WHEN 'address' THEN 'address'
    END          AS field,
  before         AS old_value,
  after          AS new_value,
  destination_id AS endpoint_id,
  changed_by     AS actor,
  batch          AS batch_id
FROM platform.detail_change;

CREATE VIEW weir_source.authorisations AS
SELECT
  a.approval_no    AS authorisation_id,
  'M' || a.payer_no AS payer_id,
  'M' || a.payee_no AS payee_id,
  a.document       AS kind,
  a.limit_minor * c.minor_unit AS amount_limit,
  a.currency,
  a.every_days     AS interval_days,
  a.valid_from,
  a.valid_to
FROM platform.approval a
LEFT JOIN platform.currency c ON c.code = a.currency;

CREATE VIEW weir_source.fx_rates AS
SELECT quoted_on AS rate_date, currency, usd_micros * 0.000001 AS rate
FROM platform.fx_rate;

CREATE VIEW weir_source.logins AS
SELECT
  login_no         AS login_id,
  'M' || member_no AS account_id,
  started_at,
  ended_at,
  host(ip)         AS ip,
  ip_country       AS country,
  device           AS device_id,
  port             AS remote_port
FROM platform.login;

CREATE VIEW weir_source.platform_events AS
SELECT
  activity_no      AS event_id,
  happened_at      AS at,
  'M' || member_no AS account_id,
  'M' || buyer_no  AS counterparty_id,
  what             AS kind,
  score_or_note    AS value,
  content_digest   AS digest
FROM platform.activity;
