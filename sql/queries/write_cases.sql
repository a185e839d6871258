-- Writes cases; parallel arrays, one element a case. $12 holds each case's families joined by spaces.
INSERT INTO weir.cases AS known (
  case_id, subject_id, severity, priority, headline, amount, alert_count, opened_at, updated_at, currency, lead_alert_id,
  subject_count, signal_families, newest_at
)
SELECT unnest($1::uuid[]), unnest($2::text[]), unnest($3::text[]), unnest($4::bigint[]), unnest($5::text[]),
  unnest($6::numeric[]), unnest($7::integer[]), unnest($8::timestamptz[]), unnest($9::timestamptz[]), unnest($10::text[]),
  unnest($11::uuid[]), unnest($13::integer[]), string_to_array(unnest($12::text[]), ' '), unnest($14::timestamptz[])
ON CONFLICT (case_id) DO UPDATE SET
  subject_id = excluded.subject_id, severity = excluded.severity, priority = excluded.priority,
  headline = excluded.headline, amount = excluded.amount, alert_count = excluded.alert_count,
  opened_at = excluded.opened_at, updated_at = excluded.updated_at, currency = excluded.currency,
  lead_alert_id = excluded.lead_alert_id, subject_count = excluded.subject_count,
  signal_families = excluded.signal_families, newest_at = excluded.newest_at;
