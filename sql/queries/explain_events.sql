-- What happened to an alert ($1), oldest first.
SELECT at, event, actor, coalesce(assignee, disposition), reason
FROM weir.alert_events
WHERE alert_id = $1::uuid
ORDER BY at, event_id;
