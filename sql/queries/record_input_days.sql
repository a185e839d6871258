-- Rows a run ($1) read of a relation ($2) by day: $3 days, $4 counts, as parallel arrays.
INSERT INTO weir.run_input_days (run_id, relation, day, rows_read)
SELECT $1::bigint, $2, day, rows_read
FROM unnest($3::date[], $4::bigint[]) AS counted (day, rows_read);
