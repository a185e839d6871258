-- Alerts of one subject or scheme of schemes, worked together.

CREATE TABLE weir.cases (
  case_id uuid CONSTRAINT cases_pkey PRIMARY KEY,
  subject_id text NOT NULL,
  severity text NOT NULL CONSTRAINT cases_severity CHECK (severity IN ('low', 'medium', 'high', 'critical')),
  priority bigint NOT NULL,
  headline text NOT NULL,
  amount numeric(20, 6) NOT NULL,
  alert_count integer NOT NULL,
  opened_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
COMMENT ON TABLE weir.cases IS 'Alerts that belong together';

CREATE TABLE weir.case_alerts (
  case_id uuid NOT NULL CONSTRAINT case_alerts_case REFERENCES weir.cases,
  alert_id uuid NOT NULL CONSTRAINT case_alerts_alert REFERENCES weir.alerts,
  CONSTRAINT case_alerts_pkey PRIMARY KEY (case_id, alert_id)
);
COMMENT ON TABLE weir.case_alerts IS 'Which alerts a case holds';
