-- endpoints in the contract's column order, whole.
COPY (
  SELECT endpoint_id, kind::text, account_id, holder_name::text, institution_name::text, bic::text,
    clearing_code::text, account_number::text, card_prefix::text, country::text, network::text,
    address::text, added_at
  FROM endpoints
) TO STDOUT (FORMAT binary)
