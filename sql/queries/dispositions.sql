-- How people closed the alerts of a detector ($1): the last word on each, for tuning.
SELECT DISTINCT ON (e.alert_id) e.alert_id, e.disposition
FROM weir.analyst_events AS e
JOIN weir.alerts AS a ON a.alert_id = e.alert_id
WHERE a.detector = $1 AND e.event = 'closed'
ORDER BY e.alert_id, e.at DESC, e.event_id DESC;
