-- What a detector did in a run: $1 run, $2 detector, $3 version, $4 outcome, $5 reason, $6 findings, $7 caps, $8 seconds,
-- $9 maturity, $10 digest of its parameters.
INSERT INTO weir.run_detectors (
  run_id, detector, version, outcome, reason, findings, caps_hit, seconds, maturity, parameter_digest
)
VALUES ($1::bigint, $2, $3::integer, $4, $5, $6::bigint, $7::bigint, $8::numeric, $9, $10);
