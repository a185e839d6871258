-- Keeps the signals of detectors; parallel arrays: $1 detectors, $2 codes, $3 families, $4 points, $5 because.
INSERT INTO weir.detector_signals AS known (detector, code, family, points, because)
SELECT detector, code, family, points, because
FROM unnest($1::text[], $2::text[], $3::text[], $4::integer[], $5::text[])
  AS row (detector, code, family, points, because)
ON CONFLICT (detector, code) DO UPDATE SET
  family = excluded.family, points = excluded.points, because = excluded.because
WHERE (known.family, known.points, known.because) IS DISTINCT FROM (excluded.family, excluded.points, excluded.because);
