-- Transactions in a currency that cannot be converted: no rate on the booking date or the 7 days before.
-- $1 is the reporting currency.
SELECT 'currency', 'no_rate', count(*), coalesce(min(transaction_id::text), '')
FROM transactions
WHERE currency IS NOT NULL AND currency::text <> $1::text
  AND NOT EXISTS (
    SELECT FROM fx_rates
    WHERE fx_rates.currency::text = transactions.currency::text
      AND fx_rates.rate_date <= (transactions.booked_at AT TIME ZONE 'UTC')::date
      AND fx_rates.rate_date >= (transactions.booked_at AT TIME ZONE 'UTC')::date - 7
  )
HAVING count(*) > 0;
