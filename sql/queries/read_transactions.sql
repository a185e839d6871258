-- transactions in the contract's column order: those in the window, and those whose time cannot be right.
-- COPY takes no parameters, so the bounds are settings; as scalar subqueries they are read once, not once a row.
-- Several sessions share the rows by the day they are booked on: whole days in turn, which stay balanced as a business
-- grows. A row without a time, or with an infinite one, is the first session's.
COPY (
  SELECT transaction_id, booked_at, debtor_id, creditor_id, amount, currency::text, kind::text,
    status::text, reference::text, authorisation_id, initiated_by
  FROM transactions
  WHERE ((booked_at >= (SELECT current_setting('weir.window_from')::timestamptz)
      AND booked_at < (SELECT current_setting('weir.window_to')::timestamptz))
    OR booked_at IS NULL
    OR booked_at > (SELECT current_setting('weir.future')::timestamptz))
    AND ((SELECT current_setting('weir.slices') = '1')
      OR CASE WHEN isfinite(booked_at)
        THEN abs(mod(floor(date_part('epoch', booked_at) / 86400)::bigint,
          (SELECT current_setting('weir.slices')::bigint)))
        ELSE 0 END = (SELECT current_setting('weir.slice')::bigint))
) TO STDOUT (FORMAT binary)
