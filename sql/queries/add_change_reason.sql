-- Gives the newest change of parameters its reason ($2), brought by a run ($1), if it has none.
UPDATE weir.parameter_changes
SET reason = $2, reason_run_id = $1::bigint
WHERE reason IS NULL AND change_id = (SELECT max(change_id) FROM weir.parameter_changes)
RETURNING change_id;
