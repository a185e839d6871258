-- Keeps the parameters of detectors the first time a run ($1) judges by them; parallel arrays: $2 detectors, $3 digests,
-- $4 texts.
INSERT INTO weir.detector_parameter_sets (detector, parameter_digest, parameters, first_run_id)
SELECT detector, parameter_digest, parameters, $1::bigint
FROM unnest($2::text[], $3::text[], $4::text[]) AS row (detector, parameter_digest, parameters)
ON CONFLICT (detector, parameter_digest) DO NOTHING;
