-- The transactions of alerts that ask for attention, by what they show.
SELECT DISTINCT t.alert_id, t.transaction_id, t.role
FROM weir.alert_transactions AS t
JOIN weir.alerts AS a USING (alert_id)
WHERE a.maturity = 'active';
