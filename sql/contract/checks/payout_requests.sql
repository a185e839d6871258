-- Rows of payout_requests that break the contract: column, problem, how many, an example key. One pass for the row rules.
-- $1 is the clock: a row dated after it cannot be true.
WITH scan AS (
  SELECT
    count(*) FILTER (WHERE request_id IS NULL) AS rows_1,
    min(request_id::text) FILTER (WHERE request_id IS NULL) AS example_1,
    count(*) FILTER (WHERE account_id IS NULL) AS rows_2,
    min(request_id::text) FILTER (WHERE account_id IS NULL) AS example_2,
    count(*) FILTER (WHERE requested_at IS NULL) AS rows_3,
    min(request_id::text) FILTER (WHERE requested_at IS NULL) AS example_3,
    count(*) FILTER (WHERE requested_at > $1::timestamptz) AS rows_4,
    min(request_id::text) FILTER (WHERE requested_at > $1::timestamptz) AS example_4,
    count(*) FILTER (WHERE amount IN ('NaN', 'Infinity', '-Infinity')) AS rows_5,
    min(request_id::text) FILTER (WHERE amount IN ('NaN', 'Infinity', '-Infinity')) AS example_5,
    count(*) FILTER (WHERE amount <= 0) AS rows_6,
    min(request_id::text) FILTER (WHERE amount <= 0) AS example_6,
    count(*) FILTER (WHERE method::text NOT IN ('bank', 'card', 'e_wallet', 'crypto', 'exchange')) AS rows_7,
    min(request_id::text) FILTER (WHERE method::text NOT IN ('bank', 'card', 'e_wallet', 'crypto', 'exchange')) AS example_7
  FROM payout_requests
)
SELECT fault.column_name, fault.problem, fault.rows, coalesce(fault.example, '')
FROM scan
CROSS JOIN LATERAL (VALUES
  ('request_id', 'null_key', rows_1, example_1),
  ('account_id', 'null_value', rows_2, example_2),
  ('requested_at', 'null_value', rows_3, example_3),
  ('requested_at', 'future_time', rows_4, example_4),
  ('amount', 'amount_not_a_number', rows_5, example_5),
  ('amount', 'amount_not_positive', rows_6, example_6),
  ('method', 'unknown_word', rows_7, example_7)
) AS fault (column_name, problem, rows, example)
WHERE fault.rows > 0
UNION ALL
SELECT 'request_id', 'duplicate_key', count(*), min(twice.key)
FROM (SELECT request_id::text AS key FROM payout_requests WHERE request_id IS NOT NULL GROUP BY request_id HAVING count(*) > 1) AS twice
HAVING count(*) > 0
UNION ALL
SELECT 'account_id', 'unknown_party', count(*), min(request_id::text)
FROM payout_requests
WHERE account_id IS NOT NULL
  AND NOT EXISTS (SELECT FROM accounts WHERE accounts.account_id::text = payout_requests.account_id::text)
HAVING count(*) > 0
UNION ALL
SELECT 'endpoint_id', 'unknown_party', count(*), min(request_id::text)
FROM payout_requests
WHERE endpoint_id IS NOT NULL
  AND NOT EXISTS (SELECT FROM endpoints WHERE endpoints.endpoint_id::text = payout_requests.endpoint_id::text)
HAVING count(*) > 0;
