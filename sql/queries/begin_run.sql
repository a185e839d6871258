-- Opens the log of a run: $1 as-of, $2 since, $3 configuration digest, $4 version, $5 points, $6 days not evaluated.
INSERT INTO weir.runs (as_of, since, outcome, started_at, config_hash, binary_version, evaluated_points, days_not_evaluated)
VALUES ($1::timestamptz, $2::timestamptz, 'running', clock_timestamp(), $3, $4, $5::timestamptz[], $6::integer)
RETURNING run_id;
