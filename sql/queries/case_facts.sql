-- The other evidence of these alerts ($1), one row a record, with the alerts that rest on it.
SELECT relation, record_id, min(at), (array_agg(summary ORDER BY alert_id))[1], array_agg(alert_id ORDER BY alert_id)
FROM weir.alert_records
WHERE alert_id = ANY ($1::uuid[])
GROUP BY relation, record_id
ORDER BY min(at), relation, record_id COLLATE "C";
