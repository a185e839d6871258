-- The evidence of the alerts that a run ($1) met, by scheme, with the point that first saw each piece.
SELECT a.scheme_key, t.role || ' ' || t.transaction_id AS evidence, min(t.first_seen_at) AS first_seen_at
FROM weir.run_alerts AS m
JOIN weir.alerts AS a ON a.alert_id = m.alert_id
JOIN weir.alert_transactions AS t ON t.alert_id = m.alert_id
WHERE m.run_id = $1::bigint
GROUP BY a.scheme_key, evidence
UNION ALL
SELECT a.scheme_key, r.relation || ' ' || r.record_id, min(r.first_seen_at)
FROM weir.run_alerts AS m
JOIN weir.alerts AS a ON a.alert_id = m.alert_id
JOIN weir.alert_records AS r ON r.alert_id = m.alert_id
WHERE m.run_id = $1::bigint
GROUP BY a.scheme_key, r.relation, r.record_id
ORDER BY scheme_key, evidence;
