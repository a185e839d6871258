-- accounts in the contract's column order, whole.
COPY (
  SELECT account_id, holder_type::text, role::text, holder_name::text, country::text, status::text,
    opened_at, verified_at, closed_at, email::text, phone::text
  FROM accounts
) TO STDOUT (FORMAT binary)
