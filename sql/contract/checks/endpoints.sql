-- Rows of endpoints that break the contract: column, problem, how many, an example key. One pass for the row rules.
WITH scan AS (
  SELECT
    count(*) FILTER (WHERE endpoint_id IS NULL) AS rows_1,
    min(endpoint_id::text) FILTER (WHERE endpoint_id IS NULL) AS example_1,
    count(*) FILTER (WHERE kind IS NULL) AS rows_2,
    min(endpoint_id::text) FILTER (WHERE kind IS NULL) AS example_2,
    count(*) FILTER (WHERE kind::text NOT IN ('bank_account', 'card', 'e_wallet', 'crypto_wallet', 'exchange_account')) AS rows_3,
    min(endpoint_id::text) FILTER (WHERE kind::text NOT IN ('bank_account', 'card', 'e_wallet', 'crypto_wallet', 'exchange_account')) AS example_3
  FROM endpoints
)
SELECT fault.column_name, fault.problem, fault.rows, coalesce(fault.example, '')
FROM scan
CROSS JOIN LATERAL (VALUES
  ('endpoint_id', 'null_key', rows_1, example_1),
  ('kind', 'null_value', rows_2, example_2),
  ('kind', 'unknown_word', rows_3, example_3)
) AS fault (column_name, problem, rows, example)
WHERE fault.rows > 0
UNION ALL
SELECT 'endpoint_id', 'duplicate_key', count(*), min(twice.key)
FROM (SELECT endpoint_id::text AS key FROM endpoints WHERE endpoint_id IS NOT NULL GROUP BY endpoint_id HAVING count(*) > 1) AS twice
HAVING count(*) > 0
UNION ALL
-- accounts and endpoints share one namespace
SELECT 'endpoint_id', 'duplicate_key', count(*), min(endpoint_id::text)
FROM endpoints
WHERE EXISTS (SELECT FROM accounts WHERE accounts.account_id::text = endpoints.endpoint_id::text)
HAVING count(*) > 0
UNION ALL
SELECT 'account_id', 'unknown_party', count(*), min(endpoint_id::text)
FROM endpoints
WHERE account_id IS NOT NULL
  AND NOT EXISTS (SELECT FROM accounts WHERE accounts.account_id::text = endpoints.account_id::text)
HAVING count(*) > 0;
