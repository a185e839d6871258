-- Some payments in a currency that has no rate, so that there is something to reject.
INSERT INTO platform.currency VALUES ('XTS', 0.01);
INSERT INTO platform.payment (payment_no, booked_at, from_member, to_member, amount_minor, currency, purpose, state)
SELECT -number, '2026-05-20T09:00:00Z', (SELECT min(member_no) FROM platform.member),
  (SELECT max(member_no) FROM platform.member), 12500, 'XTS', 'transfer', 'done'
FROM generate_series(1, 7) AS number;
