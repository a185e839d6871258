-- Writes alerts as merged; the unique scheme_key makes a second one impossible. $1 is the run, all others parallel arrays,
-- one element an alert; what is an array itself comes as its literal.
INSERT INTO weir.alerts (
  alert_id, scheme_key, detector, detector_version, subject_id, severity, score, headline, reason_codes,
  who_involved, what_happened, when_happened, where_moved, why_suspicious, how_done, amount, currency,
  transaction_count, hops_max, sink_classes, window_from, window_to, first_seen_at, last_seen_at, maturity,
  lower_bound, measures, fingerprint, list_versions, parameter_digest, first_run_id, last_run_id
)
SELECT alert_id, scheme_key, detector, detector_version, subject_id, severity, score, headline, reason_codes::text[],
  who_involved, what_happened, when_happened, where_moved, why_suspicious, how_done, amount, currency,
  transaction_count, hops_max, sink_classes::text[], window_from, window_to, first_seen_at, last_seen_at, maturity,
  lower_bound, measures, fingerprint::text[], list_versions::text[], parameter_digest, $1::bigint, $1::bigint
FROM unnest(
  $2::uuid[], $3::text[], $4::text[], $5::integer[], $6::text[], $7::text[], $8::integer[], $9::text[], $10::text[],
  $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::numeric[], $18::text[],
  $19::integer[], $20::integer[], $21::text[], $22::timestamptz[], $23::timestamptz[], $24::timestamptz[],
  $25::timestamptz[], $26::text[], $27::boolean[], $28::jsonb[], $29::text[], $30::text[], $31::text[]
) AS alert (
  alert_id, scheme_key, detector, detector_version, subject_id, severity, score, headline, reason_codes,
  who_involved, what_happened, when_happened, where_moved, why_suspicious, how_done, amount, currency,
  transaction_count, hops_max, sink_classes, window_from, window_to, first_seen_at, last_seen_at, maturity,
  lower_bound, measures, fingerprint, list_versions, parameter_digest
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
