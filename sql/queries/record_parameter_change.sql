-- Notes that a run ($2) judges by another configuration ($1) than the change before it left, by $3, for the reason $4.
-- No row when it is the same. The second column says that the reason is the one given for the change before.
WITH latest AS (
  SELECT config_hash, reason FROM weir.parameter_changes ORDER BY change_id DESC LIMIT 1
)
INSERT INTO weir.parameter_changes (run_id, config_hash, previous_hash, changed_by, reason, reason_run_id)
SELECT $2::bigint, $1::text, (SELECT config_hash FROM latest), coalesce($3::text, session_user), $4::text,
  CASE WHEN $4::text IS NOT NULL THEN $2::bigint END
WHERE (SELECT config_hash FROM latest) IS DISTINCT FROM $1::text
RETURNING change_id, coalesce(reason = (SELECT reason FROM latest), false);
