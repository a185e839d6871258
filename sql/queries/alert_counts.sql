-- Active alerts by detector and severity, and how many of them ask for attention.
SELECT a.detector, a.severity, count(*), count(*) FILTER (WHERE s.asks_for_attention), sum(a.amount)
FROM weir.alerts AS a
JOIN weir.alert_state AS s USING (alert_id)
WHERE a.maturity = 'active'
GROUP BY a.detector, a.severity
ORDER BY a.detector, a.severity;
