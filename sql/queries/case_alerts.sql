-- The alerts ($1) of a case, as their detectors worded them; the leading one first.
SELECT alert_id, detector, detector_version, subject_id, severity, score, headline, who_involved, what_happened,
  when_happened, where_moved, why_suspicious, how_done, amount, currency, lower_bound, window_from, window_to,
  first_seen_at, last_seen_at, reason_codes, sink_classes, measures, list_versions, first_run_id, last_run_id
FROM weir.alerts
WHERE alert_id = ANY ($1::uuid[])
ORDER BY array_position(ARRAY['critical', 'high', 'medium', 'low'], severity), amount DESC, first_seen_at, alert_id;
