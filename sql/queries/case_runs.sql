-- Runs by their ids ($1).
SELECT run_id, as_of, outcome, binary_version, config_hash
FROM weir.runs
WHERE run_id = ANY ($1::bigint[])
ORDER BY run_id;
