-- Runs for BI: whether the job is healthy, what it read, how fresh that was, and what could not be used.

CREATE OR REPLACE VIEW weir_bi.fact_run AS
  SELECT
    r.run_id,
    r.as_of,
    (r.as_of AT TIME ZONE 'UTC')::date AS as_of_date,
    r.outcome,
    r.started_at,
    r.finished_at,
    extract(epoch FROM r.finished_at - r.started_at)::numeric(12, 3) AS seconds,
    r.window_from,
    cardinality(r.evaluated_points) AS points_evaluated,
    r.days_not_evaluated,
    cardinality(r.warnings) AS warning_count,
    r.error IS NOT NULL AS has_error,
    r.binary_version,
    r.config_hash,
    extract(epoch FROM r.as_of - lag(r.as_of) OVER (ORDER BY r.run_id))::bigint AS seconds_since_previous,
    r.run_id = max(r.run_id) FILTER (WHERE r.outcome IN ('succeeded', 'partial')) OVER () AS is_newest
  FROM weir.runs AS r;
COMMENT ON VIEW weir_bi.fact_run IS 'One row a run of the job';
COMMENT ON COLUMN weir_bi.fact_run.run_id IS 'The run';
COMMENT ON COLUMN weir_bi.fact_run.as_of IS 'Its now: the last evaluation point';
COMMENT ON COLUMN weir_bi.fact_run.as_of_date IS 'Day of as_of in UTC (dim_date)';
COMMENT ON COLUMN weir_bi.fact_run.outcome IS 'running, succeeded, partial (a detector failed, the rest is written) or failed';
COMMENT ON COLUMN weir_bi.fact_run.started_at IS 'When it started, by the clock';
COMMENT ON COLUMN weir_bi.fact_run.finished_at IS 'When it ended, by the clock';
COMMENT ON COLUMN weir_bi.fact_run.seconds IS 'How long it took';
COMMENT ON COLUMN weir_bi.fact_run.window_from IS 'Earliest instant it read';
COMMENT ON COLUMN weir_bi.fact_run.points_evaluated IS 'How many ends of days it judged, missed ones included';
COMMENT ON COLUMN weir_bi.fact_run.days_not_evaluated IS 'Missed days beyond its limit for catching up';
COMMENT ON COLUMN weir_bi.fact_run.warning_count IS 'Warnings in its log';
COMMENT ON COLUMN weir_bi.fact_run.has_error IS 'Whether it failed, or a detector did';
COMMENT ON COLUMN weir_bi.fact_run.binary_version IS 'Version of the program';
COMMENT ON COLUMN weir_bi.fact_run.config_hash IS 'Digest of the configuration: another one may mean other alerts';
COMMENT ON COLUMN weir_bi.fact_run.seconds_since_previous IS 'From the as-of of the run before to this one''s';
COMMENT ON COLUMN weir_bi.fact_run.is_newest IS 'Whether it is the newest that wrote alerts';

CREATE OR REPLACE VIEW weir_bi.fact_run_detector AS
  SELECT run_id, detector, version, outcome, reason, findings, caps_hit, seconds FROM weir.run_detectors;
COMMENT ON VIEW weir_bi.fact_run_detector IS 'What each detector did in each run';
COMMENT ON COLUMN weir_bi.fact_run_detector.run_id IS 'The run (fact_run)';
COMMENT ON COLUMN weir_bi.fact_run_detector.detector IS 'The detector (dim_detector)';
COMMENT ON COLUMN weir_bi.fact_run_detector.version IS 'Its version then';
COMMENT ON COLUMN weir_bi.fact_run_detector.outcome IS 'ran, skipped or failed; skipped is not the same as nothing found';
COMMENT ON COLUMN weir_bi.fact_run_detector.reason IS 'Why it was skipped or failed';
COMMENT ON COLUMN weir_bi.fact_run_detector.findings IS 'Findings over all points of the run; one scheme is found at many points';
COMMENT ON COLUMN weir_bi.fact_run_detector.caps_hit IS 'Findings whose amount is a lower bound';
COMMENT ON COLUMN weir_bi.fact_run_detector.seconds IS 'How long it took';

CREATE OR REPLACE VIEW weir_bi.fact_run_input AS
  SELECT i.run_id, i.relation, i.rows_read, i.amount_sum, i.rows_rejected, i.rows_late, i.newest_at,
    extract(epoch FROM r.as_of - i.newest_at)::bigint AS seconds_behind
  FROM weir.run_inputs AS i
  JOIN weir.runs AS r USING (run_id);
COMMENT ON VIEW weir_bi.fact_run_input IS 'What each run read of each relation, and how fresh it was';
COMMENT ON COLUMN weir_bi.fact_run_input.run_id IS 'The run (fact_run)';
COMMENT ON COLUMN weir_bi.fact_run_input.relation IS 'Relation of the source contract';
COMMENT ON COLUMN weir_bi.fact_run_input.rows_read IS 'Rows read';
COMMENT ON COLUMN weir_bi.fact_run_input.amount_sum IS 'Total of the transactions used, in the reporting currency';
COMMENT ON COLUMN weir_bi.fact_run_input.rows_rejected IS 'Rows that broke the contract and were not used (fact_rejected_row)';
COMMENT ON COLUMN weir_bi.fact_run_input.rows_late IS 'Rows dated on a day an earlier run had read, that were not there then';
COMMENT ON COLUMN weir_bi.fact_run_input.newest_at IS 'Newest row';
COMMENT ON COLUMN weir_bi.fact_run_input.seconds_behind IS 'From the newest row to the run''s as-of: how stale the load was';

CREATE OR REPLACE VIEW weir_bi.fact_input_day AS
  SELECT DISTINCT ON (relation, day) relation, day AS date, rows_read, run_id
  FROM weir.run_input_days
  ORDER BY relation, day, run_id DESC;
COMMENT ON VIEW weir_bi.fact_input_day IS 'Rows of each relation by the day they are dated, as the newest run that read the day saw it';
COMMENT ON COLUMN weir_bi.fact_input_day.relation IS 'Relation of the source contract';
COMMENT ON COLUMN weir_bi.fact_input_day.date IS 'Day in UTC (dim_date)';
COMMENT ON COLUMN weir_bi.fact_input_day.rows_read IS 'Rows read';
COMMENT ON COLUMN weir_bi.fact_input_day.run_id IS 'The run (fact_run)';

CREATE OR REPLACE VIEW weir_bi.fact_rejected_row AS
  SELECT relation, record_id, column_name, reason, first_run_id, last_run_id FROM weir.rejected_rows;
COMMENT ON VIEW weir_bi.fact_rejected_row IS 'Source rows that break the contract, without the values at fault';
COMMENT ON COLUMN weir_bi.fact_rejected_row.relation IS 'Relation of the source contract';
COMMENT ON COLUMN weir_bi.fact_rejected_row.record_id IS 'Key of the row; empty when that is null';
COMMENT ON COLUMN weir_bi.fact_rejected_row.column_name IS 'Column at fault';
COMMENT ON COLUMN weir_bi.fact_rejected_row.reason IS 'What is wrong with it';
COMMENT ON COLUMN weir_bi.fact_rejected_row.first_run_id IS 'First run that met it (fact_run)';
COMMENT ON COLUMN weir_bi.fact_rejected_row.last_run_id IS 'Last run that met it (fact_run)';

CREATE OR REPLACE VIEW weir_bi.fact_list_version AS
  SELECT v.list_version_id, v.list, v.version, v.published_on, v.row_count, v.added, v.removed, v.imported_at,
    v.list_version_id = max(v.list_version_id) OVER (PARTITION BY v.list) AS is_in_force
  FROM weir.list_versions AS v;
COMMENT ON VIEW weir_bi.fact_list_version IS 'Imports of the lists that classify destinations';
COMMENT ON COLUMN weir_bi.fact_list_version.list_version_id IS 'The import';
COMMENT ON COLUMN weir_bi.fact_list_version.list IS 'The list';
COMMENT ON COLUMN weir_bi.fact_list_version.version IS 'Its version';
COMMENT ON COLUMN weir_bi.fact_list_version.published_on IS 'Day its publisher gives';
COMMENT ON COLUMN weir_bi.fact_list_version.row_count IS 'Entries';
COMMENT ON COLUMN weir_bi.fact_list_version.added IS 'Entries the version before did not have';
COMMENT ON COLUMN weir_bi.fact_list_version.removed IS 'Entries only the version before had';
COMMENT ON COLUMN weir_bi.fact_list_version.imported_at IS 'When it was imported';
COMMENT ON COLUMN weir_bi.fact_list_version.is_in_force IS 'Whether it is the newest of its list';

CREATE OR REPLACE VIEW weir_bi.fact_suppression AS
  SELECT s.suppression_id, s.owner, s.created_at, s.created_by, s.expires_at, s.lifted_at,
    s.lifted_at IS NULL AND (s.expires_at > present.at) IS NOT FALSE AS is_in_force,
    (SELECT count(*) FROM weir.suppressed_alerts AS a WHERE a.suppression_id = s.suppression_id)::integer AS alert_count
  FROM weir.suppressions AS s
  CROSS JOIN (SELECT max(as_of) AS at FROM weir.runs WHERE outcome IN ('succeeded', 'partial')) AS present;
COMMENT ON VIEW weir_bi.fact_suppression IS 'What people decided not to be alerted to';
COMMENT ON COLUMN weir_bi.fact_suppression.suppression_id IS 'The suppression';
COMMENT ON COLUMN weir_bi.fact_suppression.owner IS 'Who answers for it';
COMMENT ON COLUMN weir_bi.fact_suppression.created_at IS 'When it was written';
COMMENT ON COLUMN weir_bi.fact_suppression.created_by IS 'The login that wrote it';
COMMENT ON COLUMN weir_bi.fact_suppression.expires_at IS 'When it is over';
COMMENT ON COLUMN weir_bi.fact_suppression.lifted_at IS 'When somebody ended it early';
COMMENT ON COLUMN weir_bi.fact_suppression.is_in_force IS 'Whether it holds as of the newest run';
COMMENT ON COLUMN weir_bi.fact_suppression.alert_count IS 'Alerts it keeps quiet now';
