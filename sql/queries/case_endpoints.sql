-- Endpoints of the contract by their ids ($1, in text form).
SELECT endpoint_id::text, kind::text, account_id::text, holder_name::text, institution_name::text, bic::text,
  clearing_code::text, account_number::text, country::text, network::text, address::text
FROM endpoints
WHERE endpoint_id::text = ANY ($1::text[]);
