-- Removes cases that hold no alert any more because they became part of another; their ids stay in weir.case_alerts.
DELETE FROM weir.cases
WHERE NOT EXISTS (SELECT FROM weir.case_alerts WHERE case_alerts.case_id = cases.case_id);
