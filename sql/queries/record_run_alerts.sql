-- Keeps what a run ($1) made of the schemes it met: alert ids, severities, scores, amounts, reason codes joined by spaces,
-- and counts of evidence.
INSERT INTO weir.run_alerts (run_id, alert_id, severity, score, amount, reason_codes, transaction_count, record_count)
SELECT $1::bigint, unnest($2::uuid[]), unnest($3::text[]), unnest($4::integer[]), unnest($5::numeric[]),
  string_to_array(unnest($6::text[]), ' '), unnest($7::integer[]), unnest($8::integer[]);
