-- Alerts by detector and severity.
SELECT detector, severity, count(*), sum(amount) FROM weir.alerts WHERE maturity = 'active' GROUP BY detector, severity ORDER BY detector, severity;
