-- The configuration that a run ($1) was made with, one line a setting.
SELECT p.parameters FROM weir.runs AS r JOIN weir.parameter_sets AS p USING (config_hash) WHERE r.run_id = $1::bigint;
