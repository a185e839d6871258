-- The newest report filed on a case ($1), or on an alert that stood for itself and is now one of its alerts ($2).
SELECT bsa_id, filed_on, period_from, period_to, amount, cumulative_amount
FROM weir_sar.filings
WHERE case_id = $1::uuid OR case_id = ANY ($2::uuid[])
ORDER BY filed_on DESC, recorded_at DESC, filing_id
LIMIT 1;
