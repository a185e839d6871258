-- transactions in the contract's column order: those of the session's slice of the window, and those whose time cannot be
-- right with the first slice.
-- COPY takes no parameters, so the bounds are settings; as scalar subqueries they are read once, not once a row.
-- Several sessions share the rows by when they were booked: each sends its own nearly in order of time.
COPY (
  SELECT transaction_id, booked_at, debtor_id, creditor_id, amount, currency::text, kind::text,
    status::text, reference::text, authorisation_id, initiated_by
  FROM transactions
  WHERE (booked_at >= (SELECT current_setting('weir.slice_from')::timestamptz)
      AND booked_at < (SELECT current_setting('weir.slice_to')::timestamptz))
    OR ((SELECT current_setting('weir.slice_is_first')::boolean)
      AND (booked_at IS NULL OR booked_at > (SELECT current_setting('weir.future')::timestamptz)))
) TO STDOUT (FORMAT binary)
