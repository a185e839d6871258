-- Rows of platform_events that break the contract: column, problem, how many, an example key. One pass for the row rules.
-- $1 is the clock: a row dated after it cannot be true.
WITH scan AS (
  SELECT
    count(*) FILTER (WHERE event_id IS NULL) AS rows_1,
    min(event_id::text) FILTER (WHERE event_id IS NULL) AS example_1,
    count(*) FILTER (WHERE at IS NULL) AS rows_2,
    min(event_id::text) FILTER (WHERE at IS NULL) AS example_2,
    count(*) FILTER (WHERE account_id IS NULL) AS rows_3,
    min(event_id::text) FILTER (WHERE account_id IS NULL) AS example_3,
    count(*) FILTER (WHERE kind IS NULL) AS rows_4,
    min(event_id::text) FILTER (WHERE kind IS NULL) AS example_4,
    count(*) FILTER (WHERE at > $1::timestamptz) AS rows_5,
    min(event_id::text) FILTER (WHERE at > $1::timestamptz) AS example_5,
    count(*) FILTER (WHERE kind::text NOT IN ('bid', 'bid_accepted', 'rating', 'document', 'milestone', 'payment_request')) AS rows_6,
    min(event_id::text) FILTER (WHERE kind::text NOT IN ('bid', 'bid_accepted', 'rating', 'document', 'milestone', 'payment_request')) AS example_6
  FROM platform_events
)
SELECT fault.column_name, fault.problem, fault.rows, coalesce(fault.example, '')
FROM scan
CROSS JOIN LATERAL (VALUES
  ('event_id', 'null_key', rows_1, example_1),
  ('at', 'null_value', rows_2, example_2),
  ('account_id', 'null_value', rows_3, example_3),
  ('kind', 'null_value', rows_4, example_4),
  ('at', 'future_time', rows_5, example_5),
  ('kind', 'unknown_word', rows_6, example_6)
) AS fault (column_name, problem, rows, example)
WHERE fault.rows > 0
UNION ALL
SELECT 'event_id', 'duplicate_key', count(*), min(twice.key)
FROM (SELECT event_id::text AS key FROM platform_events WHERE event_id IS NOT NULL GROUP BY event_id HAVING count(*) > 1) AS twice
HAVING count(*) > 0
UNION ALL
SELECT 'account_id', 'unknown_party', count(*), min(event_id::text)
FROM platform_events
WHERE account_id IS NOT NULL
  AND NOT EXISTS (SELECT FROM accounts WHERE accounts.account_id::text = platform_events.account_id::text)
HAVING count(*) > 0
UNION ALL
SELECT 'counterparty_id', 'unknown_party', count(*), min(event_id::text)
FROM platform_events
WHERE counterparty_id IS NOT NULL
  AND NOT EXISTS (SELECT FROM accounts WHERE accounts.account_id::text = platform_events.counterparty_id::text)
HAVING count(*) > 0;
