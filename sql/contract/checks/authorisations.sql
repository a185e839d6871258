-- Rows of authorisations that break the contract: column, problem, how many, an example key. One pass for the row rules.
WITH scan AS (
  SELECT
    count(*) FILTER (WHERE authorisation_id IS NULL) AS rows_1,
    min(authorisation_id::text) FILTER (WHERE authorisation_id IS NULL) AS example_1,
    count(*) FILTER (WHERE payer_id IS NULL) AS rows_2,
    min(authorisation_id::text) FILTER (WHERE payer_id IS NULL) AS example_2,
    count(*) FILTER (WHERE amount_limit IN ('NaN', 'Infinity', '-Infinity')) AS rows_3,
    min(authorisation_id::text) FILTER (WHERE amount_limit IN ('NaN', 'Infinity', '-Infinity')) AS example_3,
    count(*) FILTER (WHERE amount_limit <= 0) AS rows_4,
    min(authorisation_id::text) FILTER (WHERE amount_limit <= 0) AS example_4,
    count(*) FILTER (WHERE kind::text NOT IN ('purchase_order', 'contract', 'subscription', 'mandate', 'invoice')) AS rows_5,
    min(authorisation_id::text) FILTER (WHERE kind::text NOT IN ('purchase_order', 'contract', 'subscription', 'mandate', 'invoice')) AS example_5
  FROM authorisations
)
SELECT fault.column_name, fault.problem, fault.rows, coalesce(fault.example, '')
FROM scan
CROSS JOIN LATERAL (VALUES
  ('authorisation_id', 'null_key', rows_1, example_1),
  ('payer_id', 'null_value', rows_2, example_2),
  ('amount_limit', 'amount_not_a_number', rows_3, example_3),
  ('amount_limit', 'amount_not_positive', rows_4, example_4),
  ('kind', 'unknown_word', rows_5, example_5)
) AS fault (column_name, problem, rows, example)
WHERE fault.rows > 0
UNION ALL
SELECT 'authorisation_id', 'duplicate_key', count(*), min(twice.key)
FROM (SELECT authorisation_id::text AS key FROM authorisations WHERE authorisation_id IS NOT NULL GROUP BY authorisation_id HAVING count(*) > 1) AS twice
HAVING count(*) > 0
UNION ALL
SELECT 'payer_id', 'unknown_party', count(*), min(authorisation_id::text)
FROM authorisations
WHERE payer_id IS NOT NULL
  AND NOT EXISTS (SELECT FROM accounts WHERE accounts.account_id::text = authorisations.payer_id::text)
  AND NOT EXISTS (SELECT FROM endpoints WHERE endpoints.endpoint_id::text = authorisations.payer_id::text)
HAVING count(*) > 0
UNION ALL
SELECT 'payee_id', 'unknown_party', count(*), min(authorisation_id::text)
FROM authorisations
WHERE payee_id IS NOT NULL
  AND NOT EXISTS (SELECT FROM accounts WHERE accounts.account_id::text = authorisations.payee_id::text)
  AND NOT EXISTS (SELECT FROM endpoints WHERE endpoints.endpoint_id::text = authorisations.payee_id::text)
HAVING count(*) > 0;
