-- What the contract says of transactions ($1, ids in text form) booked between $2 and $3: the bounds let an index help.
SELECT transaction_id::text, kind::text, reference::text
FROM transactions
WHERE booked_at BETWEEN $2::timestamptz AND $3::timestamptz AND transaction_id::text = ANY ($1::text[]);
