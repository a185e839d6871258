-- A case ($1), the alerts it holds, and its currency.
SELECT headline, severity, ARRAY(SELECT alert_id FROM weir.case_alerts WHERE case_alerts.case_id = cases.case_id ORDER BY alert_id),
  currency
FROM weir.cases AS cases
WHERE case_id = $1::uuid;
