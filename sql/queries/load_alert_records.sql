-- The other evidence of these alerts ($1).
SELECT alert_id, relation, record_id, at, summary, first_seen_at
FROM weir.alert_records
WHERE alert_id = ANY ($1::uuid[])
ORDER BY alert_id, at, relation, record_id;
