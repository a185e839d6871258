-- Rows of payment_detail_changes that break the contract: column, problem, how many, an example key. One pass for the row rules.
-- $1 is the clock: a row dated after it cannot be true.
WITH scan AS (
  SELECT
    count(*) FILTER (WHERE change_id IS NULL) AS rows_1,
    min(change_id::text) FILTER (WHERE change_id IS NULL) AS example_1,
    count(*) FILTER (WHERE account_id IS NULL) AS rows_2,
    min(change_id::text) FILTER (WHERE account_id IS NULL) AS example_2,
    count(*) FILTER (WHERE changed_at IS NULL) AS rows_3,
    min(change_id::text) FILTER (WHERE changed_at IS NULL) AS example_3,
    count(*) FILTER (WHERE field IS NULL) AS rows_4,
    min(change_id::text) FILTER (WHERE field IS NULL) AS example_4,
    count(*) FILTER (WHERE changed_at > $1::timestamptz) AS rows_5,
    min(change_id::text) FILTER (WHERE changed_at > $1::timestamptz) AS example_5,
    count(*) FILTER (WHERE field::text NOT IN ('bank_account', 'payout_method', 'wallet', 'holder_name', 'email', 'phone', 'address')) AS rows_6,
    min(change_id::text) FILTER (WHERE field::text NOT IN ('bank_account', 'payout_method', 'wallet', 'holder_name', 'email', 'phone', 'address')) AS example_6
  FROM payment_detail_changes
)
SELECT fault.column_name, fault.problem, fault.rows, coalesce(fault.example, '')
FROM scan
CROSS JOIN LATERAL (VALUES
  ('change_id', 'null_key', rows_1, example_1),
  ('account_id', 'null_value', rows_2, example_2),
  ('changed_at', 'null_value', rows_3, example_3),
  ('field', 'null_value', rows_4, example_4),
  ('changed_at', 'future_time', rows_5, example_5),
  ('field', 'unknown_word', rows_6, example_6)
) AS fault (column_name, problem, rows, example)
WHERE fault.rows > 0
UNION ALL
SELECT 'change_id', 'duplicate_key', count(*), min(twice.key)
FROM (SELECT change_id::text AS key FROM payment_detail_changes WHERE change_id IS NOT NULL GROUP BY change_id HAVING count(*) > 1) AS twice
HAVING count(*) > 0
UNION ALL
SELECT 'account_id', 'unknown_party', count(*), min(change_id::text)
FROM payment_detail_changes
WHERE account_id IS NOT NULL
  AND NOT EXISTS (SELECT FROM accounts WHERE accounts.account_id::text = payment_detail_changes.account_id::text)
HAVING count(*) > 0
UNION ALL
SELECT 'endpoint_id', 'unknown_party', count(*), min(change_id::text)
FROM payment_detail_changes
WHERE endpoint_id IS NOT NULL
  AND NOT EXISTS (SELECT FROM endpoints WHERE endpoints.endpoint_id::text = payment_detail_changes.endpoint_id::text)
HAVING count(*) > 0;
