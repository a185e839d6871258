-- logins in the contract's column order: those begun in the window, and those whose time cannot be right.
-- COPY takes no parameters, so the bounds are settings; as scalar subqueries they are read once, not once a row.
COPY (
  SELECT login_id, account_id, started_at, ended_at, ip::text, country::text, device_id::text,
    remote_port::bigint
  FROM logins
  WHERE (started_at >= (SELECT current_setting('weir.window_from')::timestamptz)
    AND started_at < (SELECT current_setting('weir.window_to')::timestamptz))
    OR started_at IS NULL
    OR started_at > (SELECT current_setting('weir.future')::timestamptz)
) TO STDOUT (FORMAT binary)
