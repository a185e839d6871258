-- Adds ties or dates them earlier; parallel arrays: $1 alerts, $2 kinds, $3 ties, $4 first seen, $5 shared by.
INSERT INTO weir.alert_ties AS known (alert_id, kind, tie, first_seen_at, shared_by)
SELECT unnest($1::uuid[]), unnest($2::text[]), unnest($3::text[]), unnest($4::timestamptz[]), unnest($5::integer[])
ON CONFLICT (alert_id, tie) DO UPDATE SET
  kind = excluded.kind, first_seen_at = excluded.first_seen_at, shared_by = excluded.shared_by
WHERE excluded.first_seen_at < known.first_seen_at;
