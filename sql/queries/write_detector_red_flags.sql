-- Keeps the red flags of detectors; parallel arrays: $1 detectors, $2 numbers, $3 sources, $4 indicators.
INSERT INTO weir.detector_red_flags AS known (detector, flag_no, source, indicator)
SELECT detector, flag_no, source, indicator
FROM unnest($1::text[], $2::integer[], $3::text[], $4::text[]) AS row (detector, flag_no, source, indicator)
ON CONFLICT (detector, flag_no) DO UPDATE SET source = excluded.source, indicator = excluded.indicator
WHERE (known.source, known.indicator) IS DISTINCT FROM (excluded.source, excluded.indicator);
