-- Ties that more than one alert of a case, or to be in a case, has: $1 is the number of others past which a tie is a hub.
SELECT t.alert_id, t.kind, t.tie, t.first_seen_at, t.shared_by
FROM weir.alert_ties AS t
JOIN weir.alerts AS a USING (alert_id)
LEFT JOIN weir.case_alerts AS c USING (alert_id)
WHERE (a.maturity = 'active' OR c.alert_id IS NOT NULL) AND t.shared_by <= $1::integer
ORDER BY t.first_seen_at, t.tie COLLATE "C", t.alert_id;
