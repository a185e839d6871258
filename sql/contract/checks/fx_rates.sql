-- Rows of fx_rates that break the contract: column, problem, how many, an example key.
WITH scan AS (
  SELECT
    count(*) FILTER (WHERE rate_date IS NULL) AS rows_1,
    count(*) FILTER (WHERE currency IS NULL) AS rows_2,
    count(*) FILTER (WHERE rate IS NULL) AS rows_3,
    min(rate_date || ' ' || currency) FILTER (WHERE rate IS NULL) AS example_3,
    count(*) FILTER (WHERE rate IN ('NaN', 'Infinity', '-Infinity')) AS rows_4,
    min(rate_date || ' ' || currency) FILTER (WHERE rate IN ('NaN', 'Infinity', '-Infinity')) AS example_4,
    count(*) FILTER (WHERE rate <= 0) AS rows_5,
    min(rate_date || ' ' || currency) FILTER (WHERE rate <= 0) AS example_5
  FROM fx_rates
)
SELECT fault.column_name, fault.problem, fault.rows, coalesce(fault.example, '')
FROM scan
CROSS JOIN LATERAL (VALUES
  ('rate_date', 'null_key', rows_1, NULL),
  ('currency', 'null_key', rows_2, NULL),
  ('rate', 'null_value', rows_3, example_3),
  ('rate', 'amount_not_a_number', rows_4, example_4),
  ('rate', 'amount_not_positive', rows_5, example_5)
) AS fault (column_name, problem, rows, example)
WHERE fault.rows > 0
UNION ALL
SELECT 'rate_date', 'duplicate_key', count(*), min(twice.key)
FROM (
  SELECT rate_date || ' ' || currency AS key FROM fx_rates
  WHERE rate_date IS NOT NULL AND currency IS NOT NULL
  GROUP BY rate_date, currency HAVING count(*) > 1
) AS twice
HAVING count(*) > 0;
