-- Adds to the other evidence of alerts ($1) or dates it earlier: $2 relations, $3 keys, $4 times, $5 summaries, $6 first seen.
INSERT INTO weir.alert_records AS known (alert_id, relation, record_id, at, summary, first_seen_at)
SELECT unnest($1::uuid[]), unnest($2::text[]), unnest($3::text[]), unnest($4::timestamptz[]), unnest($5::text[]),
  unnest($6::timestamptz[])
ON CONFLICT (alert_id, relation, record_id) DO UPDATE SET
  at = excluded.at, summary = excluded.summary, first_seen_at = excluded.first_seen_at
WHERE (known.at, known.summary, known.first_seen_at)
  IS DISTINCT FROM (excluded.at, excluded.summary, excluded.first_seen_at);
