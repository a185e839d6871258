-- The alerts of these schemes ($1), in the form they are merged in.
SELECT scheme_key, alert_id, detector, detector_version, subject_id, fingerprint, reason_codes, measures, sink_classes, hops_max,
  lower_bound, first_seen_at, last_seen_at, window_from, window_to, maturity, list_versions,
  parameter_digest
FROM weir.alerts
WHERE scheme_key = ANY ($1::text[])
ORDER BY scheme_key;
