-- Adds to the other evidence of alerts ($1) or dates it earlier: $2 relations, $3 keys, $4 times, $5 summaries, $6 first seen.
INSERT INTO weir.alert_records AS known (alert_id, relation, record_id, at, summary, first_seen_at)
SELECT alert_id, relation, record_id, at, summary, first_seen_at
FROM unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::timestamptz[])
  AS row (alert_id, relation, record_id, at, summary, first_seen_at)
ON CONFLICT (alert_id, relation, record_id) DO UPDATE SET
  at = excluded.at, summary = excluded.summary, first_seen_at = excluded.first_seen_at
WHERE (known.at, known.summary, known.first_seen_at)
  IS DISTINCT FROM (excluded.at, excluded.summary, excluded.first_seen_at);
