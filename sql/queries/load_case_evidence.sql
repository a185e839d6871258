-- What the alerts ($1) count, and when: one row a transaction that counts, and one a piece of other evidence.
SELECT alert_id, transaction_id, amount, booked_at AS at, first_seen_at
FROM weir.alert_transactions
WHERE alert_id = ANY ($1::uuid[]) AND counts
UNION ALL
SELECT alert_id, NULL, NULL, max(at), max(first_seen_at)
FROM (
  SELECT alert_id, booked_at AS at, first_seen_at FROM weir.alert_transactions WHERE NOT counts
  UNION ALL
  SELECT alert_id, at, first_seen_at FROM weir.alert_records
) AS other
WHERE alert_id = ANY ($1::uuid[])
GROUP BY alert_id;
