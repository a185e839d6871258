-- What happened to these alerts ($1), in time.
SELECT at, alert_id, actor, event, disposition, reason, note
FROM weir.alert_events
WHERE alert_id = ANY ($1::uuid[])
ORDER BY at, alert_id, event, event_id;
