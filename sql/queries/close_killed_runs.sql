-- Runs that never finished. Whoever holds the lock knows that none of them can still be alive.
UPDATE weir.runs
SET outcome = 'failed', finished_at = clock_timestamp(), error = 'killed: the process ended without finishing the run'
WHERE outcome = 'running'
RETURNING run_id;
