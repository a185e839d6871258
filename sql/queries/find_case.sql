-- What an id, or the beginning of one ($1), names. Three rows are enough to see that it is not one thing alone.
SELECT kind, id
FROM (
  SELECT 'case' AS kind, case_id::text AS id FROM weir.cases
  UNION ALL
  SELECT 'alert', alert_id::text FROM weir.alerts
) AS known
WHERE starts_with(id, lower($1))
ORDER BY kind DESC, id
LIMIT 3;
