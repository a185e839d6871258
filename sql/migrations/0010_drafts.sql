-- What compliance keeps: drafts as they were written, and what was filed. The schema is closed to everybody but the role
-- weir_compliance, because confidentiality covers the very existence of a report.

-- Who and when are the server's to say, not the writer's.
CREATE FUNCTION weir_sar.stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.recorded_at := clock_timestamp();
  NEW.recorded_by := session_user;
  RETURN NEW;
END $$;

CREATE TABLE weir_sar.drafts (
  draft_id uuid CONSTRAINT drafts_pkey PRIMARY KEY DEFAULT gen_random_uuid(),
  case_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT drafts_kind CHECK (kind IN ('initial', 'continuing', 'correcting')),
  as_of timestamptz NOT NULL,
  period_from date NOT NULL,
  period_to date NOT NULL,
  amount numeric(20, 6) NOT NULL,
  cumulative_amount numeric(20, 6),
  currency text NOT NULL,
  narrative text NOT NULL,
  report_xml text NOT NULL,
  attachment_name text,
  attachment text,
  case_json jsonb NOT NULL,
  faults text[] NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL
);
COMMENT ON TABLE weir_sar.drafts IS 'Every draft ever written, with its faults; append-only';
COMMENT ON COLUMN weir_sar.drafts.case_id IS 'Case, or alert that stood for itself';
COMMENT ON COLUMN weir_sar.drafts.as_of IS 'The draft''s now: its filing date';
COMMENT ON COLUMN weir_sar.drafts.period_from IS 'First day of the activity reported';
COMMENT ON COLUMN weir_sar.drafts.period_to IS 'Last day of the activity reported';
COMMENT ON COLUMN weir_sar.drafts.amount IS 'Exact total of the activity reported, in currency';
COMMENT ON COLUMN weir_sar.drafts.cumulative_amount IS 'With the reports it continues; null unless kind is continuing';
COMMENT ON COLUMN weir_sar.drafts.case_json IS 'The neutral case it was written from';
COMMENT ON COLUMN weir_sar.drafts.faults IS 'What kept it from being filed as it was; empty when nothing did';
CREATE INDEX drafts_case ON weir_sar.drafts (case_id);

CREATE TABLE weir_sar.filings (
  filing_id uuid CONSTRAINT filings_pkey PRIMARY KEY DEFAULT gen_random_uuid(),
  case_id uuid NOT NULL,
  draft_id uuid CONSTRAINT filings_draft REFERENCES weir_sar.drafts,
  bsa_id text NOT NULL CONSTRAINT filings_bsa_id CHECK (bsa_id ~ '^[0-9]{14}$'),
  filed_on date NOT NULL,
  period_from date NOT NULL,
  period_to date NOT NULL,
  amount numeric(20, 6) NOT NULL,
  cumulative_amount numeric(20, 6) NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  CONSTRAINT filings_period CHECK (period_from <= period_to AND period_to <= filed_on),
  CONSTRAINT filings_amounts CHECK (amount >= 0 AND cumulative_amount >= amount)
);
COMMENT ON TABLE weir_sar.filings IS 'What people filed, recorded by them; append-only. The next draft of the case continues the newest';
COMMENT ON COLUMN weir_sar.filings.draft_id IS 'The draft it was made from, if it was';
COMMENT ON COLUMN weir_sar.filings.bsa_id IS 'The 14 digits of the acknowledgement; zeros where they are not known';
COMMENT ON COLUMN weir_sar.filings.cumulative_amount IS 'Its amount with those of all reports it continued';
CREATE INDEX filings_case ON weir_sar.filings (case_id);

CREATE TRIGGER drafts_stamp BEFORE INSERT ON weir_sar.drafts FOR EACH ROW EXECUTE FUNCTION weir_sar.stamp();
CREATE TRIGGER filings_stamp BEFORE INSERT ON weir_sar.filings FOR EACH ROW EXECUTE FUNCTION weir_sar.stamp();
CREATE TRIGGER drafts_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON weir_sar.drafts
  FOR EACH STATEMENT EXECUTE FUNCTION weir.refuse_change();
CREATE TRIGGER filings_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON weir_sar.filings
  FOR EACH STATEMENT EXECUTE FUNCTION weir.refuse_change();
