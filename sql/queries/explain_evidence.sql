-- The evidence of an alert ($1), summed up by what it shows.
SELECT role, count(DISTINCT transaction_id), CASE WHEN bool_or(counts) THEN sum(amount) END, min(booked_at), max(booked_at)
FROM weir.alert_transactions
WHERE alert_id = $1::uuid
GROUP BY role
UNION ALL
SELECT relation, count(*), NULL, min(at), max(at)
FROM weir.alert_records
WHERE alert_id = $1::uuid
GROUP BY relation
ORDER BY 3 NULLS LAST, 1;
