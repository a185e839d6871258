-- Adds to the evidence of alerts ($1) or dates it earlier; never takes any away. Parallel arrays, one element a row.
INSERT INTO weir.alert_transactions AS known (
  alert_id, transaction_id, role, route_no, hop, amount, amount_original, currency_original, booked_at, debtor_id,
  creditor_id, counts, route, first_seen_at
)
SELECT unnest($1::uuid[]), unnest($2::text[]), unnest($3::text[]), unnest($4::integer[]), unnest($5::integer[]),
  unnest($6::numeric[]), unnest($7::numeric[]), unnest($8::text[]), unnest($9::timestamptz[]), unnest($10::text[]),
  unnest($11::text[]), unnest($12::boolean[]), unnest($13::text[]), unnest($14::timestamptz[])
ON CONFLICT (alert_id, transaction_id, role, route, (coalesce(hop, 0))) DO UPDATE SET
  route_no = excluded.route_no, amount = excluded.amount, amount_original = excluded.amount_original,
  currency_original = excluded.currency_original, booked_at = excluded.booked_at, debtor_id = excluded.debtor_id,
  creditor_id = excluded.creditor_id, first_seen_at = excluded.first_seen_at
WHERE (known.route_no, known.amount, known.first_seen_at, known.booked_at)
  IS DISTINCT FROM (excluded.route_no, excluded.amount, excluded.first_seen_at, excluded.booked_at);
