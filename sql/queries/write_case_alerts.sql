-- Puts alerts into cases; parallel arrays: $1 alerts, $2 cases, $3 own cases, $4 joined at, $5 joined case, $6 because.
INSERT INTO weir.case_alerts AS known (alert_id, case_id, own_case_id, joined_at, joined_case_id, joined_because)
SELECT alert_id, case_id, own_case_id, joined_at, joined_case_id, joined_because
FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[], $5::uuid[], $6::text[])
  AS row (alert_id, case_id, own_case_id, joined_at, joined_case_id, joined_because)
ON CONFLICT (alert_id) DO UPDATE SET
  case_id = excluded.case_id, joined_at = excluded.joined_at, joined_case_id = excluded.joined_case_id,
  joined_because = excluded.joined_because
WHERE (known.case_id, known.joined_at, known.joined_case_id, known.joined_because)
  IS DISTINCT FROM (excluded.case_id, excluded.joined_at, excluded.joined_case_id, excluded.joined_because);
