-- The known ties of these alerts ($1).
SELECT alert_id, kind, tie, first_seen_at, shared_by
FROM weir.alert_ties
WHERE alert_id = ANY ($1::uuid[]);
