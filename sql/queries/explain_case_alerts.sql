-- The alerts of a case ($1), the founding one first, and how each came to it.
SELECT a.alert_id, a.detector, a.subject_id, a.severity, a.score, s.state, c.joined_because
FROM weir.case_alerts AS c
JOIN weir.alerts AS a USING (alert_id)
JOIN weir.alert_state AS s USING (alert_id)
WHERE c.case_id = $1::uuid
ORDER BY a.first_seen_at, a.alert_id;
