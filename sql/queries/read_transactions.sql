-- transactions in the contract's column order: those in the window, and those whose time cannot be right.
-- COPY takes no parameters, so the bounds are settings; as scalar subqueries they are read once, not once a row.
COPY (
  SELECT transaction_id, booked_at, debtor_id, creditor_id, amount, currency::text, kind::text,
    status::text, reference::text, authorisation_id, initiated_by
  FROM transactions
  WHERE (booked_at >= (SELECT current_setting('weir.window_from')::timestamptz)
    AND booked_at < (SELECT current_setting('weir.window_to')::timestamptz))
    OR booked_at IS NULL
    OR booked_at > (SELECT current_setting('weir.future')::timestamptz)
) TO STDOUT (FORMAT binary)
