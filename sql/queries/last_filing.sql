-- The newest report filed on a case ($1), on a case that became part of it, or on one of its alerts ($2) by itself.
SELECT bsa_id, filed_on, period_from, period_to, amount, cumulative_amount
FROM weir_sar.filings
WHERE case_id = $1::uuid OR case_id = ANY ($2::uuid[])
  OR case_id IN (SELECT own_case_id FROM weir.case_alerts WHERE case_alerts.case_id = $1::uuid)
ORDER BY filed_on DESC, recorded_at DESC, filing_id
LIMIT 1;
