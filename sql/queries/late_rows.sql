-- Rows of a relation ($1) dated on whole days ($2 days, $3 counts now) that the last succeeded run had read, and that
-- were not there then. A day it read only in part says nothing.
SELECT coalesce(sum(greatest(now.rows_read - coalesce(before.rows_read, 0), 0)), 0)
FROM (
  SELECT run_id, as_of, window_from FROM weir.runs WHERE outcome = 'succeeded' ORDER BY as_of DESC, run_id DESC LIMIT 1
) AS last
CROSS JOIN unnest($2::date[], $3::bigint[]) AS now (day, rows_read)
LEFT JOIN weir.run_input_days AS before
  ON before.run_id = last.run_id AND before.relation = $1 AND before.day = now.day
WHERE now.day > (last.window_from AT TIME ZONE 'UTC')::date
  AND now.day < (last.as_of AT TIME ZONE 'UTC')::date;
