-- One run ($1) as it is replayed: its points, what it was made with, and whether it said what it met.
SELECT r.run_id, r.as_of, r.outcome, r.evaluated_points, r.binary_version, r.list_versions, coalesce(p.parameters, ''),
  (SELECT coalesce(sum(findings), 0) FROM weir.run_detectors AS d WHERE d.run_id = r.run_id) = 0
    OR EXISTS (SELECT FROM weir.run_alerts AS a WHERE a.run_id = r.run_id)
FROM weir.runs AS r
LEFT JOIN weir.parameter_sets AS p USING (config_hash)
WHERE r.run_id = $1::bigint;
