-- How many of these alerts ($1) people have suppressed: they are written, and do not ask for attention.
SELECT count(DISTINCT alert_id) FROM weir.suppressed_alerts WHERE alert_id = ANY ($1::uuid[]);
