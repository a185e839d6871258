-- Accounts of the contract by their ids ($1, in text form).
SELECT account_id::text, holder_type::text, role::text, holder_name::text, country::text, status::text, opened_at, closed_at,
  email::text, phone::text
FROM accounts
WHERE account_id::text = ANY ($1::text[]);
