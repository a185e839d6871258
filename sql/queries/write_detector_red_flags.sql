-- Keeps the red flags of detectors, and no others of theirs; parallel arrays: $1 detectors, $2 numbers, $3 sources,
-- $4 indicators, $5 ids in the register, $6 kinds, $7 reason codes.
WITH present AS (
  SELECT detector, flag_no, source, indicator, indicator_id, kind, reason_codes
  FROM unnest($1::text[], $2::integer[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
    AS row (detector, flag_no, source, indicator, indicator_id, kind, reason_codes)
), gone AS (
  DELETE FROM weir.detector_red_flags AS known
  WHERE known.detector IN (SELECT detector FROM present)
    AND NOT EXISTS (
      SELECT FROM present WHERE present.detector = known.detector AND present.flag_no = known.flag_no)
)
INSERT INTO weir.detector_red_flags AS known (detector, flag_no, source, indicator, indicator_id, kind, reason_codes)
SELECT detector, flag_no, source, indicator, indicator_id, kind, reason_codes FROM present
ON CONFLICT (detector, flag_no) DO UPDATE SET
  source = excluded.source, indicator = excluded.indicator, indicator_id = excluded.indicator_id, kind = excluded.kind,
  reason_codes = excluded.reason_codes
WHERE (known.source, known.indicator, known.indicator_id, known.kind, known.reason_codes)
  IS DISTINCT FROM
  (excluded.source, excluded.indicator, excluded.indicator_id, excluded.kind, excluded.reason_codes);
