-- What each run made of every scheme it met: the alert tables join all points ever evaluated, and a replay asks what one
-- run saw. Part of the run log, so it depends on the schedule as the log does.

CREATE TABLE weir.run_alerts (
  run_id bigint NOT NULL CONSTRAINT run_alerts_run REFERENCES weir.runs,
  alert_id uuid NOT NULL CONSTRAINT run_alerts_alert REFERENCES weir.alerts,
  severity text NOT NULL CONSTRAINT run_alerts_severity CHECK (severity IN ('low', 'medium', 'high', 'critical')),
  score integer NOT NULL,
  amount numeric(20, 6) NOT NULL,
  reason_codes text[] NOT NULL,
  transaction_count integer NOT NULL,
  record_count integer NOT NULL,
  CONSTRAINT run_alerts_pkey PRIMARY KEY (run_id, alert_id)
);
COMMENT ON TABLE weir.run_alerts IS 'What the evaluation points of one run, by themselves, said of each scheme they saw: for weir replay';
COMMENT ON COLUMN weir.run_alerts.amount IS 'Sum of the evidence that counts, in the reporting currency of that run';
COMMENT ON COLUMN weir.run_alerts.transaction_count IS 'Rows of evidence that are transactions';
COMMENT ON COLUMN weir.run_alerts.record_count IS 'Rows of evidence that are not';
