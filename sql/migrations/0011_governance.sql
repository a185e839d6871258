-- Which numbers judged an alert, who changed them, when and why.

ALTER TABLE weir.alerts ADD COLUMN parameter_digest text NOT NULL DEFAULT '';
COMMENT ON COLUMN weir.alerts.parameter_digest IS 'The parameters of its detector at last_seen_at (detector_parameter_sets); empty when that was before they were kept';

ALTER TABLE weir.run_detectors
  ADD COLUMN maturity text CONSTRAINT run_detectors_maturity CHECK (maturity IN ('shadow', 'active')),
  ADD COLUMN parameter_digest text;
COMMENT ON COLUMN weir.run_detectors.maturity IS 'shadow when its findings alerted nobody; null in runs from before it was kept';
COMMENT ON COLUMN weir.run_detectors.parameter_digest IS 'The parameters it judged by (detector_parameter_sets)';

CREATE TABLE weir.detector_parameter_sets (
  detector text NOT NULL,
  parameter_digest text NOT NULL,
  parameters text NOT NULL,
  first_run_id bigint NOT NULL CONSTRAINT detector_parameter_sets_first_run REFERENCES weir.runs,
  CONSTRAINT detector_parameter_sets_pkey PRIMARY KEY (detector, parameter_digest)
);
COMMENT ON TABLE weir.detector_parameter_sets IS 'Every set of parameters a detector has judged by, one line a parameter; append-only';
COMMENT ON COLUMN weir.detector_parameter_sets.parameter_digest IS 'SHA-256 of the detector''s id and the parameters';
CREATE TRIGGER detector_parameter_sets_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON weir.detector_parameter_sets
  FOR EACH STATEMENT EXECUTE FUNCTION weir.refuse_change();

COMMENT ON COLUMN weir.parameter_sets.parameters IS 'Everything that can change a finding, one line a setting';
COMMENT ON COLUMN weir.parameter_sets.changed_by IS 'Who is said to have brought it in first, else the login of the run';
COMMENT ON COLUMN weir.parameter_sets.reason IS 'Why, when it first came in';

-- A set may come back. So the changes are a log of their own.
CREATE TABLE weir.parameter_changes (
  change_id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT parameter_changes_pkey PRIMARY KEY,
  run_id bigint NOT NULL CONSTRAINT parameter_changes_run REFERENCES weir.runs,
  config_hash text NOT NULL CONSTRAINT parameter_changes_config REFERENCES weir.parameter_sets,
  previous_hash text CONSTRAINT parameter_changes_previous REFERENCES weir.parameter_sets,
  changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  changed_by text NOT NULL,
  recorded_by text NOT NULL DEFAULT session_user,
  reason text,
  reason_run_id bigint CONSTRAINT parameter_changes_reason_run REFERENCES weir.runs,
  CONSTRAINT parameter_changes_reason CHECK ((reason IS NULL) = (reason_run_id IS NULL))
);
COMMENT ON TABLE weir.parameter_changes IS 'Every change of the configuration that runs judged by; a reason may be added once, nothing else changes';
COMMENT ON COLUMN weir.parameter_changes.run_id IS 'The first run under the new set';
COMMENT ON COLUMN weir.parameter_changes.previous_hash IS 'The set of the change before; null for the first';
COMMENT ON COLUMN weir.parameter_changes.changed_by IS 'Who is said to have made it (changed_by, WEIR_CHANGED_BY), else the login of the run';
COMMENT ON COLUMN weir.parameter_changes.recorded_by IS 'The login of the run';
COMMENT ON COLUMN weir.parameter_changes.reason IS 'Why, as given in the configuration, the environment or to weir run; null until somebody says';
COMMENT ON COLUMN weir.parameter_changes.reason_run_id IS 'The run that brought the reason: run_id, or a later one';

CREATE FUNCTION weir.refuse_altered_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.reason IS NULL
    AND (NEW.change_id, NEW.run_id, NEW.config_hash, NEW.previous_hash, NEW.changed_at, NEW.changed_by, NEW.recorded_by)
      IS NOT DISTINCT FROM
      (OLD.change_id, OLD.run_id, OLD.config_hash, OLD.previous_hash, OLD.changed_at, OLD.changed_by, OLD.recorded_by)
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% on weir.parameter_changes refused: a missing reason can be added, nothing else', TG_OP
    USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER parameter_changes_kept_rows BEFORE UPDATE OR DELETE ON weir.parameter_changes
  FOR EACH ROW EXECUTE FUNCTION weir.refuse_altered_change();
CREATE TRIGGER parameter_changes_kept BEFORE TRUNCATE ON weir.parameter_changes
  FOR EACH STATEMENT EXECUTE FUNCTION weir.refuse_change();

CREATE VIEW weir.parameter_diffs AS
  WITH settings AS (
    SELECT p.config_hash, split_part(line, ' = ', 1) AS setting, substr(line, strpos(line, ' = ') + 3) AS value
    FROM weir.parameter_sets AS p
    CROSS JOIN LATERAL string_to_table(p.parameters, E'\n') AS line
    WHERE line <> ''
  )
  SELECT c.change_id, s.setting,
    max(s.value) FILTER (WHERE s.config_hash = c.previous_hash) AS from_value,
    max(s.value) FILTER (WHERE s.config_hash = c.config_hash) AS to_value
  FROM weir.parameter_changes AS c
  JOIN settings AS s ON s.config_hash IN (c.previous_hash, c.config_hash)
  WHERE c.previous_hash IS NOT NULL
  GROUP BY c.change_id, s.setting
  HAVING max(s.value) FILTER (WHERE s.config_hash = c.previous_hash)
    IS DISTINCT FROM max(s.value) FILTER (WHERE s.config_hash = c.config_hash);
COMMENT ON VIEW weir.parameter_diffs IS 'What each change of parameters changed: one row a setting';
COMMENT ON COLUMN weir.parameter_diffs.from_value IS 'Before; null for a setting the binary before did not have';
COMMENT ON COLUMN weir.parameter_diffs.to_value IS 'Since; null for a setting that is no more';

ALTER TABLE weir.detector_red_flags
  ADD COLUMN indicator_id text,
  ADD COLUMN kind text,
  ADD COLUMN reason_codes text;
COMMENT ON COLUMN weir.detector_red_flags.indicator_id IS 'Its id in the register of published indicators (docs/red-flags.md)';
COMMENT ON COLUMN weir.detector_red_flags.kind IS 'red flag, or mitigation';
COMMENT ON COLUMN weir.detector_red_flags.reason_codes IS 'The signals that answer it, separated by commas';
