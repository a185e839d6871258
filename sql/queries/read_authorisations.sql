-- authorisations in the contract's column order, whole.
COPY (
  SELECT authorisation_id, payer_id, payee_id, kind::text, amount_limit, currency::text,
    interval_days::bigint, valid_from, valid_to
  FROM authorisations
) TO STDOUT (FORMAT binary)
