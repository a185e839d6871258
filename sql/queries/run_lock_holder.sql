-- Whether a live session holds this database's run lock.
SELECT count(*) > 0 FROM pg_locks
WHERE locktype = 'advisory' AND granted
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND classid = hashtext('weir')::bigint::bit(32)::bigint::oid
  AND objid = hashtext('run')::bigint::bit(32)::bigint::oid;
