-- A case ($1) and the alerts it holds.
SELECT headline, severity, ARRAY(SELECT alert_id FROM weir.case_alerts WHERE case_alerts.case_id = cases.case_id ORDER BY alert_id)
FROM weir.cases AS cases
WHERE case_id = $1::uuid;
