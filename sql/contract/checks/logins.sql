-- Rows of logins that break the contract: column, problem, how many, an example key. One pass for the row rules.
-- $1 is the clock: a row dated after it cannot be true.
WITH scan AS (
  SELECT
    count(*) FILTER (WHERE login_id IS NULL) AS rows_1,
    min(login_id::text) FILTER (WHERE login_id IS NULL) AS example_1,
    count(*) FILTER (WHERE account_id IS NULL) AS rows_2,
    min(login_id::text) FILTER (WHERE account_id IS NULL) AS example_2,
    count(*) FILTER (WHERE started_at IS NULL) AS rows_3,
    min(login_id::text) FILTER (WHERE started_at IS NULL) AS example_3,
    count(*) FILTER (WHERE started_at > $1::timestamptz) AS rows_4,
    min(login_id::text) FILTER (WHERE started_at > $1::timestamptz) AS example_4
  FROM logins
)
SELECT fault.column_name, fault.problem, fault.rows, coalesce(fault.example, '')
FROM scan
CROSS JOIN LATERAL (VALUES
  ('login_id', 'null_key', rows_1, example_1),
  ('account_id', 'null_value', rows_2, example_2),
  ('started_at', 'null_value', rows_3, example_3),
  ('started_at', 'future_time', rows_4, example_4)
) AS fault (column_name, problem, rows, example)
WHERE fault.rows > 0
UNION ALL
SELECT 'login_id', 'duplicate_key', count(*), min(twice.key)
FROM (SELECT login_id::text AS key FROM logins WHERE login_id IS NOT NULL GROUP BY login_id HAVING count(*) > 1) AS twice
HAVING count(*) > 0
UNION ALL
SELECT 'account_id', 'unknown_party', count(*), min(login_id::text)
FROM logins
WHERE account_id IS NOT NULL
  AND NOT EXISTS (SELECT FROM accounts WHERE accounts.account_id::text = logins.account_id::text)
HAVING count(*) > 0;
