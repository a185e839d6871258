-- Writes alerts as merged; the unique scheme_key makes a second one impossible. $1 is the run, all others parallel arrays,
-- one element an alert; what is an array itself comes as its literal. They are taken side by side as they are: in FROM, each
-- would first be kept as a table.
INSERT INTO weir.alerts (
  alert_id, scheme_key, detector, detector_version, subject_id, severity, score, headline, reason_codes,
  who_involved, what_happened, when_happened, where_moved, why_suspicious, how_done, amount, currency,
  transaction_count, hops_max, sink_classes, window_from, window_to, first_seen_at, last_seen_at, maturity,
  lower_bound, measures, fingerprint, list_versions, parameter_digest, first_run_id, last_run_id
)
SELECT unnest($2::uuid[]), unnest($3::text[]), unnest($4::text[]), unnest($5::integer[]), unnest($6::text[]),
  unnest($7::text[]), unnest($8::integer[]), unnest($9::text[]), unnest($10::text[])::text[], unnest($11::text[]),
  unnest($12::text[]), unnest($13::text[]), unnest($14::text[]), unnest($15::text[]), unnest($16::text[]),
  unnest($17::numeric[]), unnest($18::text[]), unnest($19::integer[]), unnest($20::integer[]),
  unnest($21::text[])::text[], unnest($22::timestamptz[]), unnest($23::timestamptz[]), unnest($24::timestamptz[]),
  unnest($25::timestamptz[]), unnest($26::text[]), unnest($27::boolean[]), unnest($28::jsonb[]),
  unnest($29::text[])::text[], unnest($30::text[])::text[], unnest($31::text[]), $1::bigint, $1::bigint
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
