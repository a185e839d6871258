-- What a run ($1) did not look at, as sentences: days, detectors, rows.
SELECT days_not_evaluated || ' missed days were too long ago to be evaluated' AS gap, 1 AS place
FROM weir.runs
WHERE run_id = $1::bigint AND days_not_evaluated > 0
UNION ALL
SELECT detector || CASE outcome WHEN 'skipped' THEN ' did not run: ' ELSE ' failed: ' END || coalesce(reason, ''), 2
FROM weir.run_detectors
WHERE run_id = $1::bigint AND outcome <> 'ran'
UNION ALL
SELECT rows_rejected || ' of ' || rows_read || ' rows of ' || relation || ' broke the contract and were not used', 3
FROM weir.run_inputs
WHERE run_id = $1::bigint AND rows_rejected > 0
UNION ALL
SELECT warning, 4
FROM weir.runs, unnest(warnings) AS warning
WHERE run_id = $1::bigint AND warning LIKE 'list %'
ORDER BY place, gap;
