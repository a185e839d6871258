-- payment_detail_changes in the contract's column order: those in the window, and those whose time cannot be right.
-- COPY takes no parameters, so the bounds are settings; as scalar subqueries they are read once, not once a row.
COPY (
  SELECT change_id, account_id, changed_at, field::text, old_value::text, new_value::text,
    endpoint_id, actor::text, batch_id
  FROM payment_detail_changes
  WHERE (changed_at >= (SELECT current_setting('weir.window_from')::timestamptz)
    AND changed_at < (SELECT current_setting('weir.window_to')::timestamptz))
    OR changed_at IS NULL
    OR changed_at > (SELECT current_setting('weir.future')::timestamptz)
) TO STDOUT (FORMAT binary)
