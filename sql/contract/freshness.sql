-- The newest transaction before $1, and its age in whole days.
SELECT max(booked_at), extract(day FROM $1::timestamptz - max(booked_at))::bigint
FROM transactions
WHERE booked_at <= $1::timestamptz;
