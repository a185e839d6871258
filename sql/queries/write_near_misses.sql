-- Joins near-misses with what is known of them: scheme keys, detectors, subjects, fingerprints as array literals, first,
-- last and nearest points, distances, versions, conditions, parameters, figures.
INSERT INTO weir.near_misses AS known (scheme_key, detector, subject_id, fingerprint, first_seen_at, last_seen_at, nearest_at,
  off_per_mille, detector_version, condition, parameter, figures)
SELECT n.scheme_key, n.detector, n.subject_id, n.fingerprint::text[], n.first_seen_at, n.last_seen_at, n.nearest_at,
  n.off_per_mille, n.detector_version, n.condition, n.parameter, n.figures
FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::timestamptz[],
  $8::integer[], $9::integer[], $10::text[], $11::text[], $12::jsonb[])
  AS n (scheme_key, detector, subject_id, fingerprint, first_seen_at, last_seen_at, nearest_at, off_per_mille,
    detector_version, condition, parameter, figures)
ON CONFLICT (scheme_key) DO UPDATE SET
  first_seen_at = least(known.first_seen_at, excluded.first_seen_at),
  last_seen_at = greatest(known.last_seen_at, excluded.last_seen_at),
  (nearest_at, off_per_mille, detector_version, condition, parameter, figures) = (
    SELECT m.nearest_at, m.off_per_mille, m.detector_version, m.condition, m.parameter, m.figures
    FROM (VALUES
      (known.nearest_at, known.off_per_mille, known.detector_version, known.condition, known.parameter, known.figures),
      (excluded.nearest_at, excluded.off_per_mille, excluded.detector_version, excluded.condition, excluded.parameter,
        excluded.figures)
    ) AS m (nearest_at, off_per_mille, detector_version, condition, parameter, figures)
    ORDER BY m.off_per_mille, m.nearest_at, m.detector_version DESC, m.parameter, m.condition, m.figures::text
    LIMIT 1
  );
