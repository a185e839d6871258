-- What an id, or the beginning of one ($1), names; a case that became part of another is that other one. Three rows are
-- enough to see that it is not one thing alone.
SELECT DISTINCT kind, id
FROM (
  SELECT 'case' AS kind, case_id::text AS id, own_case_id::text AS known_as FROM weir.case_alerts
  UNION ALL
  SELECT 'alert', alert_id::text, alert_id::text FROM weir.alerts
) AS known
WHERE starts_with(known_as, lower($1))
ORDER BY kind DESC, id
LIMIT 3;
