-- What a change of parameters ($1) changed.
SELECT setting, from_value, to_value FROM weir.parameter_diffs WHERE change_id = $1::bigint ORDER BY setting;
