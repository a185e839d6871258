-- How many transactions of the window the planner expects: the first line of the plan ends in (… rows=N width=0).
EXPLAIN SELECT
FROM transactions
WHERE booked_at >= current_setting('weir.window_from')::timestamptz
  AND booked_at < current_setting('weir.window_to')::timestamptz;
