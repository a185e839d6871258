-- Transactions in a currency that cannot be converted; for a warehouse without fx_rates.
-- $1 is the reporting currency.
SELECT 'currency', 'no_rate', count(*), coalesce(min(transaction_id::text), '')
FROM transactions
WHERE currency IS NOT NULL AND currency::text <> $1::text
HAVING count(*) > 0;
