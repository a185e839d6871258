-- What a run ($1) made of the schemes it met.
SELECT a.scheme_key, a.detector, a.subject_id, a.fingerprint, m.severity, m.score, m.amount, m.reason_codes,
  m.transaction_count, m.record_count
FROM weir.run_alerts AS m
JOIN weir.alerts AS a ON a.alert_id = m.alert_id
WHERE m.run_id = $1::bigint
ORDER BY a.scheme_key;
