-- Source rows a run ($1) could not use: $2 relations, $3 keys, $4 columns, $5 reasons, $6 values, $7 explanations.
INSERT INTO weir.rejected_rows AS known
  (relation, record_id, column_name, reason, value, explanation, first_run_id, last_run_id)
SELECT DISTINCT ON (relation, record_id, column_name, reason, value)
  relation, record_id, column_name, reason, value, explanation, $1::bigint, $1::bigint
FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
  AS row (relation, record_id, column_name, reason, value, explanation)
ON CONFLICT (relation, record_id, column_name, reason, value) DO UPDATE SET last_run_id = excluded.last_run_id;
