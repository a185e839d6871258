-- A case ($1) as it is stored, with where it stands.
SELECT c.headline, c.severity, c.priority, c.amount, c.currency, c.alert_count, c.subject_count, c.opened_at, c.updated_at,
  c.newest_at, s.state, s.assignees
FROM weir.cases AS c
JOIN weir.case_state AS s USING (case_id)
WHERE c.case_id = $1::uuid;
