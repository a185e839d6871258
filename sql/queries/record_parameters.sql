-- Keeps a configuration ($1 digest, $2 text) the first time a run ($3) is made with it: by $4, for the reason $5.
INSERT INTO weir.parameter_sets (config_hash, parameters, first_run_id, changed_by, reason)
VALUES ($1, $2, $3::bigint, coalesce($4::text, session_user), $5)
ON CONFLICT (config_hash) DO NOTHING;
