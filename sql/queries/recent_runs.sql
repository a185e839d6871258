-- The newest runs ($1 of them), newest first, and whether a run holds the lock now.
SELECT run_id, as_of, outcome, started_at, finished_at, days_not_evaluated, coalesce(error, array_to_string(warnings, '; ')),
  (SELECT count(*) FROM weir.run_detectors WHERE run_detectors.run_id = runs.run_id AND outcome = 'ran'),
  (SELECT count(*) FROM weir.run_detectors WHERE run_detectors.run_id = runs.run_id AND outcome = 'skipped'),
  (SELECT count(*) FROM weir.run_detectors WHERE run_detectors.run_id = runs.run_id AND outcome = 'failed')
FROM weir.runs AS runs
ORDER BY run_id DESC
LIMIT $1::integer;
