-- Version and outcome of every detector in a run ($1).
SELECT detector, version, outcome FROM weir.run_detectors WHERE run_id = $1::bigint ORDER BY detector;
