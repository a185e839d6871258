-- Rows of accounts that break the contract: column, problem, how many, an example key. One pass for the row rules.
WITH scan AS (
  SELECT
    count(*) FILTER (WHERE account_id IS NULL) AS rows_1,
    min(account_id::text) FILTER (WHERE account_id IS NULL) AS example_1,
    count(*) FILTER (WHERE holder_type::text NOT IN ('individual', 'organisation')) AS rows_2,
    min(account_id::text) FILTER (WHERE holder_type::text NOT IN ('individual', 'organisation')) AS example_2,
    count(*) FILTER (WHERE role::text NOT IN ('client', 'worker', 'vendor', 'platform')) AS rows_3,
    min(account_id::text) FILTER (WHERE role::text NOT IN ('client', 'worker', 'vendor', 'platform')) AS example_3,
    count(*) FILTER (WHERE status::text NOT IN ('open', 'suspended', 'closed')) AS rows_4,
    min(account_id::text) FILTER (WHERE status::text NOT IN ('open', 'suspended', 'closed')) AS example_4
  FROM accounts
)
SELECT fault.column_name, fault.problem, fault.rows, coalesce(fault.example, '')
FROM scan
CROSS JOIN LATERAL (VALUES
  ('account_id', 'null_key', rows_1, example_1),
  ('holder_type', 'unknown_word', rows_2, example_2),
  ('role', 'unknown_word', rows_3, example_3),
  ('status', 'unknown_word', rows_4, example_4)
) AS fault (column_name, problem, rows, example)
WHERE fault.rows > 0
UNION ALL
SELECT 'account_id', 'duplicate_key', count(*), min(twice.key)
FROM (SELECT account_id::text AS key FROM accounts WHERE account_id IS NOT NULL GROUP BY account_id HAVING count(*) > 1) AS twice
HAVING count(*) > 0;
