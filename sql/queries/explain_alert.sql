-- One alert, by its id or the beginning of it ($1).
SELECT alert_id, detector, detector_version, severity, score, headline, who_involved, what_happened, when_happened,
  where_moved, why_suspicious, how_done, amount, currency, transaction_count, lower_bound, first_seen_at, last_seen_at,
  window_from, window_to, array_to_string(reason_codes, ', '), array_to_string(list_versions, ', '), measures::text
FROM weir.alerts
WHERE alert_id::text LIKE $1 || '%'
ORDER BY alert_id
LIMIT 2;
