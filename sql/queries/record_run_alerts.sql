-- Keeps what a run ($1) made of the schemes it met: alert ids, severities, scores, amounts, reason codes joined by spaces,
-- and counts of evidence.
INSERT INTO weir.run_alerts (run_id, alert_id, severity, score, amount, reason_codes, transaction_count, record_count)
SELECT $1::bigint, m.alert_id, m.severity, m.score, m.amount, string_to_array(m.codes, ' '), m.transactions, m.records
FROM unnest($2::uuid[], $3::text[], $4::integer[], $5::numeric[], $6::text[], $7::integer[], $8::integer[])
  AS m (alert_id, severity, score, amount, codes, transactions, records);
