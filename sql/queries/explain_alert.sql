-- One alert, by its id or the beginning of it ($1), with where it stands and the last run that saw it.
SELECT a.alert_id, a.detector, a.detector_version, a.severity, a.score, a.headline, a.who_involved, a.what_happened,
  a.when_happened, a.where_moved, a.why_suspicious, a.how_done, a.amount, a.currency, a.transaction_count,
  a.lower_bound, a.first_seen_at, a.last_seen_at, a.window_from, a.window_to, a.reason_codes, a.list_versions,
  a.measures, a.maturity, a.last_run_id, c.case_id, s.state, s.assignee, s.reason, q.reason AS suppressed_because,
  q.owner, q.expires_at, s.disposition, a.parameter_digest
FROM weir.alerts AS a
JOIN weir.alert_state AS s USING (alert_id)
LEFT JOIN weir.case_alerts AS c USING (alert_id)
LEFT JOIN weir.suppressed_alerts AS q ON q.alert_id = a.alert_id AND q.suppression_id = s.suppression_id
WHERE a.alert_id::text LIKE $1 || '%'
ORDER BY a.alert_id
LIMIT 2;
