-- How many transactions booked from $1 on and before $2 the planner expects: the first line of the plan ends in
-- (… rows=N width=0).
EXPLAIN SELECT
FROM transactions
WHERE booked_at >= $1::timestamptz AND booked_at < $2::timestamptz;
