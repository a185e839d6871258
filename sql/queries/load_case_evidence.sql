-- What the alerts ($1) count, and when: one row a transaction that counts, with the most it counts for, and one an alert with
-- its newest event and the last evaluation point that added any.
SELECT alert_id, transaction_id, max(amount) AS amount, NULL::timestamptz AS at, NULL::timestamptz AS first_seen_at
FROM weir.alert_transactions
WHERE alert_id = ANY ($1::uuid[]) AND counts
GROUP BY alert_id, transaction_id
UNION ALL
SELECT alert_id, NULL, NULL, max(at), max(first_seen_at)
FROM (
  SELECT alert_id, booked_at AS at, first_seen_at FROM weir.alert_transactions
  UNION ALL
  SELECT alert_id, at, first_seen_at FROM weir.alert_records
) AS evidence
WHERE alert_id = ANY ($1::uuid[])
GROUP BY alert_id;
