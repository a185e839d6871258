-- Writes an alert as merged; the unique scheme_key makes a second one impossible. $30 is the run.
INSERT INTO weir.alerts (
  alert_id, scheme_key, detector, detector_version, subject_id, severity, score, headline, reason_codes,
  who_involved, what_happened, when_happened, where_moved, why_suspicious, how_done, amount, currency,
  transaction_count, hops_max, sink_classes, window_from, window_to, first_seen_at, last_seen_at, maturity,
  lower_bound, measures, fingerprint, list_versions, first_run_id, last_run_id,
  parameter_digest
) VALUES (
  $1::uuid, $2, $3, $4::integer, $5, $6, $7::integer, $8, $9::text[], $10, $11, $12, $13, $14, $15,
  $16::numeric, $17, $18::integer, $19::integer, $20::text[], $21::timestamptz, $22::timestamptz,
  $23::timestamptz, $24::timestamptz, $25, $26::boolean, $27::jsonb, $28::text[], $29::text[], $30::bigint,
  $30::bigint, $31
)
ON CONFLICT (scheme_key) DO UPDATE SET
  detector_version = excluded.detector_version, severity = excluded.severity, score = excluded.score, headline
  = excluded.headline, reason_codes = excluded.reason_codes, who_involved = excluded.who_involved,
  what_happened = excluded.what_happened, when_happened = excluded.when_happened, where_moved =
  excluded.where_moved, why_suspicious = excluded.why_suspicious, how_done = excluded.how_done, amount =
  excluded.amount, currency = excluded.currency, transaction_count = excluded.transaction_count, hops_max =
  excluded.hops_max, sink_classes = excluded.sink_classes, window_from = excluded.window_from, window_to =
  excluded.window_to, first_seen_at = excluded.first_seen_at, last_seen_at = excluded.last_seen_at, maturity =
  excluded.maturity, lower_bound = excluded.lower_bound, measures = excluded.measures, list_versions =
  excluded.list_versions, last_run_id = excluded.last_run_id,
  parameter_digest = excluded.parameter_digest;
