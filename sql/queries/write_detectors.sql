-- Keeps what each detector is; parallel arrays: $1 detectors, $2 versions, $3 maturities, $4 answers, $5 misses, $6 look-alikes.
INSERT INTO weir.detectors AS known (detector, version, maturity, answers, misses, look_alikes)
SELECT detector, version, maturity, answers, misses, look_alikes
FROM unnest($1::text[], $2::integer[], $3::text[], $4::text[], $5::text[], $6::text[])
  AS row (detector, version, maturity, answers, misses, look_alikes)
ON CONFLICT (detector) DO UPDATE SET
  version = excluded.version, maturity = excluded.maturity, answers = excluded.answers, misses = excluded.misses,
  look_alikes = excluded.look_alikes
WHERE (known.version, known.maturity, known.answers, known.misses, known.look_alikes)
  IS DISTINCT FROM (excluded.version, excluded.maturity, excluded.answers, excluded.misses, excluded.look_alikes);
