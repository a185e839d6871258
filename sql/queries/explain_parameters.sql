-- The parameters of a detector ($2) by their digest ($3), one line each; where that was not kept, as the run ($1) had them.
SELECT coalesce(
  (SELECT parameters FROM weir.detector_parameter_sets WHERE detector = $2 AND parameter_digest = $3),
  (SELECT string_agg(replace(line, 'detectors.' || $2 || '.', ''), E'\n')
   FROM weir.runs AS r
   JOIN weir.parameter_sets AS p USING (config_hash)
   CROSS JOIN LATERAL string_to_table(p.parameters, E'\n') AS line
   WHERE r.run_id = $1::bigint AND starts_with(line, 'detectors.' || $2 || '.')));
