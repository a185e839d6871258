-- Rows that a run ($1) read and used of each relation.
SELECT relation, rows_read - rows_rejected FROM weir.run_inputs WHERE run_id = $1::bigint ORDER BY relation;
