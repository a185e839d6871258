-- Closes the log of a run: $1 run, $2 outcome, $3 window from, $4 list versions, $5 warnings, $6 error.
UPDATE weir.runs
SET outcome = $2, finished_at = clock_timestamp(), window_from = $3::timestamptz, list_versions = $4::text[],
  warnings = $5::text[], error = $6
WHERE run_id = $1::bigint AND outcome = 'running';
