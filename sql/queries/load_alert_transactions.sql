-- The transactions that these alerts ($1) rest on.
SELECT alert_id, transaction_id, role, route, hop, amount, amount_original, currency_original, booked_at, debtor_id,
  creditor_id, first_seen_at
FROM weir.alert_transactions
WHERE alert_id = ANY ($1::uuid[])
ORDER BY alert_id, booked_at, transaction_id, role, route, hop;
