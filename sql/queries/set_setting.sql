-- Sets a setting ($1) to a value ($2) for the transaction.
SELECT set_config($1, $2, true);
