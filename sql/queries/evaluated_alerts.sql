-- Alerts that ask for attention, as evaluation looks at them.
SELECT alert_id, detector, subject_id, severity, headline, first_seen_at, window_from, window_to
FROM weir.alerts
WHERE maturity = 'active'
ORDER BY detector, subject_id COLLATE "C", alert_id;
