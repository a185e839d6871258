-- Puts alerts into cases; parallel arrays: $1 alerts, $2 cases, $3 own cases, $4 joined at, $5 joined case, $6 because.
INSERT INTO weir.case_alerts AS known (alert_id, case_id, own_case_id, joined_at, joined_case_id, joined_because)
SELECT unnest($1::uuid[]), unnest($2::uuid[]), unnest($3::uuid[]), unnest($4::timestamptz[]), unnest($5::uuid[]),
  unnest($6::text[])
ON CONFLICT (alert_id) DO UPDATE SET
  case_id = excluded.case_id, joined_at = excluded.joined_at, joined_case_id = excluded.joined_case_id,
  joined_because = excluded.joined_because
WHERE (known.case_id, known.joined_at, known.joined_case_id, known.joined_because)
  IS DISTINCT FROM (excluded.case_id, excluded.joined_at, excluded.joined_case_id, excluded.joined_because);
