-- Rows of transactions that break the contract: column, problem, how many, an example key. One pass for the row rules.
-- $1 is the clock: a row dated after it cannot be true.
WITH scan AS (
  SELECT
    count(*) FILTER (WHERE transaction_id IS NULL) AS rows_1,
    min(transaction_id::text) FILTER (WHERE transaction_id IS NULL) AS example_1,
    count(*) FILTER (WHERE booked_at IS NULL) AS rows_2,
    min(transaction_id::text) FILTER (WHERE booked_at IS NULL) AS example_2,
    count(*) FILTER (WHERE debtor_id IS NULL) AS rows_3,
    min(transaction_id::text) FILTER (WHERE debtor_id IS NULL) AS example_3,
    count(*) FILTER (WHERE creditor_id IS NULL) AS rows_4,
    min(transaction_id::text) FILTER (WHERE creditor_id IS NULL) AS example_4,
    count(*) FILTER (WHERE amount IS NULL) AS rows_5,
    min(transaction_id::text) FILTER (WHERE amount IS NULL) AS example_5,
    count(*) FILTER (WHERE currency IS NULL) AS rows_6,
    min(transaction_id::text) FILTER (WHERE currency IS NULL) AS example_6,
    count(*) FILTER (WHERE booked_at > $1::timestamptz) AS rows_7,
    min(transaction_id::text) FILTER (WHERE booked_at > $1::timestamptz) AS example_7,
    count(*) FILTER (WHERE amount IN ('NaN', 'Infinity', '-Infinity')) AS rows_8,
    min(transaction_id::text) FILTER (WHERE amount IN ('NaN', 'Infinity', '-Infinity')) AS example_8,
    count(*) FILTER (WHERE amount <= 0) AS rows_9,
    min(transaction_id::text) FILTER (WHERE amount <= 0) AS example_9,
    count(*) FILTER (WHERE kind::text NOT IN ('transfer', 'payout', 'charge', 'topup', 'fee', 'refund', 'conversion')) AS rows_10,
    min(transaction_id::text) FILTER (WHERE kind::text NOT IN ('transfer', 'payout', 'charge', 'topup', 'fee', 'refund', 'conversion')) AS example_10,
    count(*) FILTER (WHERE status::text NOT IN ('settled', 'pending', 'reversed', 'failed')) AS rows_11,
    min(transaction_id::text) FILTER (WHERE status::text NOT IN ('settled', 'pending', 'reversed', 'failed')) AS example_11
  FROM transactions
)
SELECT fault.column_name, fault.problem, fault.rows, coalesce(fault.example, '')
FROM scan
CROSS JOIN LATERAL (VALUES
  ('transaction_id', 'null_key', rows_1, example_1),
  ('booked_at', 'null_value', rows_2, example_2),
  ('debtor_id', 'null_value', rows_3, example_3),
  ('creditor_id', 'null_value', rows_4, example_4),
  ('amount', 'null_value', rows_5, example_5),
  ('currency', 'null_value', rows_6, example_6),
  ('booked_at', 'future_time', rows_7, example_7),
  ('amount', 'amount_not_a_number', rows_8, example_8),
  ('amount', 'amount_not_positive', rows_9, example_9),
  ('kind', 'unknown_word', rows_10, example_10),
  ('status', 'unknown_word', rows_11, example_11)
) AS fault (column_name, problem, rows, example)
WHERE fault.rows > 0
UNION ALL
SELECT 'transaction_id', 'duplicate_key', count(*), min(twice.key)
FROM (SELECT transaction_id::text AS key FROM transactions WHERE transaction_id IS NOT NULL GROUP BY transaction_id HAVING count(*) > 1) AS twice
HAVING count(*) > 0
UNION ALL
SELECT 'debtor_id', 'unknown_party', count(*), min(transaction_id::text)
FROM transactions
WHERE debtor_id IS NOT NULL
  AND NOT EXISTS (SELECT FROM accounts WHERE accounts.account_id::text = transactions.debtor_id::text)
  AND NOT EXISTS (SELECT FROM endpoints WHERE endpoints.endpoint_id::text = transactions.debtor_id::text)
HAVING count(*) > 0
UNION ALL
SELECT 'creditor_id', 'unknown_party', count(*), min(transaction_id::text)
FROM transactions
WHERE creditor_id IS NOT NULL
  AND NOT EXISTS (SELECT FROM accounts WHERE accounts.account_id::text = transactions.creditor_id::text)
  AND NOT EXISTS (SELECT FROM endpoints WHERE endpoints.endpoint_id::text = transactions.creditor_id::text)
HAVING count(*) > 0;
