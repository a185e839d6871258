-- What a run ($1) read of a relation ($2): $3 rows, $4 amount, $5 rejected, $6 late, $7 newest.
INSERT INTO weir.run_inputs (run_id, relation, rows_read, amount_sum, rows_rejected, rows_late, newest_at)
VALUES ($1::bigint, $2, $3::bigint, $4::numeric, $5::bigint, $6::bigint, $7::timestamptz);
