-- platform_events in the contract's column order: those in the window, and those whose time cannot be right.
-- COPY takes no parameters, so the bounds are settings; as scalar subqueries they are read once, not once a row.
COPY (
  SELECT event_id, at, account_id, counterparty_id, kind::text, value::text, digest::text
  FROM platform_events
  WHERE (at >= (SELECT current_setting('weir.window_from')::timestamptz)
    AND at < (SELECT current_setting('weir.window_to')::timestamptz))
    OR at IS NULL
    OR at > (SELECT current_setting('weir.future')::timestamptz)
) TO STDOUT (FORMAT binary)
