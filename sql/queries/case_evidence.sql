-- The transactions that these alerts ($1) rest on, one row a use.
SELECT transaction_id, booked_at, debtor_id, creditor_id, amount_original, currency_original, alert_id, role, route_no, hop,
  amount
FROM weir.alert_transactions
WHERE alert_id = ANY ($1::uuid[])
ORDER BY booked_at, transaction_id COLLATE "C", alert_id, role, route_no, hop;
