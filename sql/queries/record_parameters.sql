-- Keeps a configuration ($1 digest, $2 text) the first time a run ($3) is made with it.
INSERT INTO weir.parameter_sets (config_hash, parameters, first_run_id, changed_by)
VALUES ($1, $2, $3::bigint, session_user)
ON CONFLICT (config_hash) DO NOTHING;
