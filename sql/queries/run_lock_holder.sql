-- Whether a live session holds the run lock.
SELECT count(*) > 0 FROM pg_locks
WHERE locktype = 'advisory' AND granted AND classid = hashtext('weir')::bigint::bit(32)::bigint::oid
  AND objid = hashtext('run')::bigint::bit(32)::bigint::oid;
