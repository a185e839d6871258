-- fx_rates in the contract's column order, whole.
COPY (
  SELECT rate_date, currency::text, rate
  FROM fx_rates
) TO STDOUT (FORMAT binary)
