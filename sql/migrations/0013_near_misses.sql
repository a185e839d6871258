-- Near-misses: schemes that one condition, and not by much, kept from being an alert. For tuning alone: they alert nobody,
-- are in no case, and count in no volume. One row a scheme, with its nearest miss; a scheme that became an alert keeps its row.
--
-- Rows join as alerts do (docs/decisions/0001): first and last point by minimum and maximum, the nearest miss by (distance,
-- point). So the table is a function of the data and of the set of evaluated points.

CREATE TABLE weir.near_misses (
  scheme_key text CONSTRAINT near_misses_pkey PRIMARY KEY,
  detector text NOT NULL,
  subject_id text NOT NULL,
  fingerprint text[] NOT NULL,
  first_seen_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  nearest_at timestamptz NOT NULL,
  off_per_mille integer NOT NULL CONSTRAINT near_misses_off CHECK (off_per_mille >= 0),
  detector_version integer NOT NULL,
  condition text NOT NULL,
  parameter text NOT NULL,
  figures jsonb NOT NULL
);
COMMENT ON TABLE weir.near_misses IS 'Schemes that one condition kept from being an alert, and not by much: for tuning, asking nobody';
COMMENT ON COLUMN weir.near_misses.scheme_key IS 'The key the alert would have; weir.alerts may have it by now';
COMMENT ON COLUMN weir.near_misses.fingerprint IS 'What, besides detector and subject, makes it this scheme';
COMMENT ON COLUMN weir.near_misses.first_seen_at IS 'First evaluation point that missed it nearly';
COMMENT ON COLUMN weir.near_misses.last_seen_at IS 'Last evaluation point that missed it nearly';
COMMENT ON COLUMN weir.near_misses.nearest_at IS 'The evaluation point that came nearest, the earliest of equally near ones';
COMMENT ON COLUMN weir.near_misses.off_per_mille IS 'How far off it was there, in per mille of the limit';
COMMENT ON COLUMN weir.near_misses.condition IS 'What was measured, in words';
COMMENT ON COLUMN weir.near_misses.parameter IS 'The parameter that holds the limit';
COMMENT ON COLUMN weir.near_misses.figures IS 'measured and limit, each a value with its unit';
CREATE INDEX near_misses_parameter ON weir.near_misses (detector, parameter);
