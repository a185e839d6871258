-- The run log. A run's row is committed as `running` before anything is read, so that a run that was killed is seen as
-- such: nothing found, not run and killed are three different things.

CREATE TABLE weir.runs (
  run_id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT runs_pkey PRIMARY KEY,
  as_of timestamptz NOT NULL,
  outcome text NOT NULL CONSTRAINT runs_outcome CHECK (outcome IN ('running', 'succeeded', 'partial', 'failed')),
  window_from timestamptz,
  started_at timestamptz NOT NULL,
  finished_at timestamptz,
  since timestamptz,
  evaluated_points timestamptz[] NOT NULL DEFAULT '{}',
  days_not_evaluated integer NOT NULL DEFAULT 0,
  config_hash text NOT NULL,
  binary_version text NOT NULL,
  list_versions text[] NOT NULL DEFAULT '{}',
  warnings text[] NOT NULL DEFAULT '{}',
  error text,
  CONSTRAINT runs_finished CHECK ((outcome = 'running') = (finished_at IS NULL))
);
COMMENT ON TABLE weir.runs IS 'One row per run that got the lock';
COMMENT ON COLUMN weir.runs.as_of IS 'The run''s now: the last evaluation point';
COMMENT ON COLUMN weir.runs.window_from IS 'Earliest instant read';
COMMENT ON COLUMN weir.runs.since IS 'Start of a requested backfill';
COMMENT ON COLUMN weir.runs.evaluated_points IS 'Every instant the detectors were evaluated at, ascending';
COMMENT ON COLUMN weir.runs.days_not_evaluated IS 'Missed days beyond the catch-up limit';
COMMENT ON COLUMN weir.runs.list_versions IS 'Lists in force, as name and version';
COMMENT ON COLUMN weir.runs.warnings IS 'Things an operator should see that did not stop the run, such as an old list';
COMMENT ON COLUMN weir.runs.error IS 'Why the run failed, or which detectors did';
CREATE INDEX runs_as_of ON weir.runs (as_of) WHERE outcome = 'succeeded';

CREATE TABLE weir.run_inputs (
  run_id bigint NOT NULL CONSTRAINT run_inputs_run REFERENCES weir.runs,
  relation text NOT NULL,
  rows_read bigint NOT NULL,
  amount_sum numeric(38, 6),
  rows_rejected bigint NOT NULL,
  rows_late bigint NOT NULL DEFAULT 0,
  newest_at timestamptz,
  CONSTRAINT run_inputs_pkey PRIMARY KEY (run_id, relation)
);
COMMENT ON TABLE weir.run_inputs IS 'What a run read of each relation';
COMMENT ON COLUMN weir.run_inputs.amount_sum IS 'Total of the transactions used, in the reporting currency';
COMMENT ON COLUMN weir.run_inputs.rows_late IS 'Rows dated on a day an earlier run had read, that were not there then';

-- Control totals by day: how late rows are counted, and how a missing day of data is noticed.
CREATE TABLE weir.run_input_days (
  run_id bigint NOT NULL CONSTRAINT run_input_days_run REFERENCES weir.runs,
  relation text NOT NULL,
  day date NOT NULL,
  rows_read bigint NOT NULL,
  CONSTRAINT run_input_days_pkey PRIMARY KEY (run_id, relation, day)
);
COMMENT ON TABLE weir.run_input_days IS 'Rows read of each relation by UTC day';

CREATE TABLE weir.run_detectors (
  run_id bigint NOT NULL CONSTRAINT run_detectors_run REFERENCES weir.runs,
  detector text NOT NULL,
  version integer NOT NULL,
  outcome text NOT NULL CONSTRAINT run_detectors_outcome CHECK (outcome IN ('ran', 'skipped', 'failed')),
  reason text,
  findings bigint NOT NULL DEFAULT 0,
  caps_hit bigint NOT NULL DEFAULT 0,
  seconds numeric(12, 3) NOT NULL DEFAULT 0,
  CONSTRAINT run_detectors_pkey PRIMARY KEY (run_id, detector)
);
COMMENT ON TABLE weir.run_detectors IS 'What each detector did in a run; skipped is not the same as nothing found';
COMMENT ON COLUMN weir.run_detectors.findings IS 'Findings over all evaluation points of the run';
COMMENT ON COLUMN weir.run_detectors.caps_hit IS 'Findings whose amount is a lower bound';

-- One row per broken source row, however many runs met it.
CREATE TABLE weir.rejected_rows (
  relation text NOT NULL,
  record_id text NOT NULL,
  column_name text NOT NULL,
  reason text NOT NULL,
  value text NOT NULL,
  explanation text NOT NULL,
  first_run_id bigint NOT NULL CONSTRAINT rejected_rows_first_run REFERENCES weir.runs,
  last_run_id bigint NOT NULL CONSTRAINT rejected_rows_last_run REFERENCES weir.runs,
  CONSTRAINT rejected_rows_pkey PRIMARY KEY (relation, record_id, column_name, reason, value)
);
COMMENT ON TABLE weir.rejected_rows IS 'Source rows that break the contract: not used, not lost';
COMMENT ON COLUMN weir.rejected_rows.record_id IS 'Key of the row; empty when that is null';

CREATE TABLE weir.parameter_sets (
  config_hash text CONSTRAINT parameter_sets_pkey PRIMARY KEY,
  parameters text NOT NULL,
  first_run_id bigint CONSTRAINT parameter_sets_first_run REFERENCES weir.runs,
  changed_by text,
  reason text
);
COMMENT ON TABLE weir.parameter_sets IS 'Every configuration a run was made with, one line a setting';
