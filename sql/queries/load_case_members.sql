-- Every alert that is or must be in a case, with the case it is in. Shadow alerts make no case; what once is in one stays.
SELECT a.alert_id, c.case_id, a.subject_id, a.detector, a.severity, a.amount, a.currency, a.first_seen_at, a.headline,
  a.reason_codes
FROM weir.alerts AS a
LEFT JOIN weir.case_alerts AS c USING (alert_id)
WHERE a.maturity = 'active' OR c.alert_id IS NOT NULL;
