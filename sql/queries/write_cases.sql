-- Writes cases; parallel arrays, one element a case. $12 holds each case's families joined by spaces.
INSERT INTO weir.cases AS known (
  case_id, subject_id, severity, priority, headline, amount, alert_count, opened_at, updated_at, currency, lead_alert_id,
  subject_count, signal_families, newest_at
)
SELECT case_id, subject_id, severity, priority, headline, amount, alert_count, opened_at, updated_at, currency,
  lead_alert_id, subject_count, string_to_array(signal_families, ' '), newest_at
FROM unnest(
  $1::uuid[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::numeric[], $7::integer[], $8::timestamptz[],
  $9::timestamptz[], $10::text[], $11::uuid[], $12::text[], $13::integer[], $14::timestamptz[]
) AS row (
  case_id, subject_id, severity, priority, headline, amount, alert_count, opened_at, updated_at, currency, lead_alert_id,
  signal_families, subject_count, newest_at
)
ON CONFLICT (case_id) DO UPDATE SET
  subject_id = excluded.subject_id, severity = excluded.severity, priority = excluded.priority,
  headline = excluded.headline, amount = excluded.amount, alert_count = excluded.alert_count,
  opened_at = excluded.opened_at, updated_at = excluded.updated_at, currency = excluded.currency,
  lead_alert_id = excluded.lead_alert_id, subject_count = excluded.subject_count,
  signal_families = excluded.signal_families, newest_at = excluded.newest_at;
