-- payout_requests in the contract's column order: those in the window, and those whose time cannot be right.
-- COPY takes no parameters, so the bounds are settings; as scalar subqueries they are read once, not once a row.
COPY (
  SELECT request_id, account_id, requested_at, endpoint_id, method::text, asset::text,
    network::text, address::text, amount, currency::text, status::text, message::text
  FROM payout_requests
  WHERE (requested_at >= (SELECT current_setting('weir.window_from')::timestamptz)
    AND requested_at < (SELECT current_setting('weir.window_to')::timestamptz))
    OR requested_at IS NULL
    OR requested_at > (SELECT current_setting('weir.future')::timestamptz)
) TO STDOUT (FORMAT binary)
