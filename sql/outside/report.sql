-- What fired, by detector and severity, and how many of the alerts are about accounts that the data itself calls laundering;
-- those the data names by another word than normal. As rows of a Markdown table.
SELECT format(
  '| `%s` | %s | %s | %s | %s | %s |', run.detector,
  CASE run.outcome WHEN 'ran' THEN 'ran' ELSE run.reason END,
  count(alert_id) FILTER (WHERE severity = 'low'), count(alert_id) FILTER (WHERE severity = 'medium'),
  count(alert_id) FILTER (WHERE severity IN ('high', 'critical')),
  count(alert_id) FILTER (WHERE EXISTS (
    SELECT FROM outside.account AS a WHERE a.account_id = subject_id AND a.label <> 'normal')))
FROM weir.run_detectors AS run
LEFT JOIN weir.alerts ON alerts.detector = run.detector
WHERE run_id = (SELECT max(run_id) FROM weir.runs)
GROUP BY run.detector, run.outcome, run.reason
ORDER BY count(alert_id) DESC, run.detector COLLATE "C";
