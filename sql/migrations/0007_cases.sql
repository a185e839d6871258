-- How alerts become cases: by what they have in common.
--
-- A tie is something two alerts may share. Like all evidence it carries the evaluation point that first saw it, so that
-- cases, their ids and the story of their merging are a function of the evidence and not of the schedule of runs.

CREATE TABLE weir.alert_ties (
  alert_id uuid NOT NULL CONSTRAINT alert_ties_alert REFERENCES weir.alerts,
  kind text NOT NULL CONSTRAINT alert_ties_kind CHECK (kind IN ('subject', 'party', 'destination')),
  tie text NOT NULL,
  first_seen_at timestamptz NOT NULL,
  shared_by integer,
  CONSTRAINT alert_ties_pkey PRIMARY KEY (alert_id, tie)
);
COMMENT ON TABLE weir.alert_ties IS 'What an alert may have in common with others; alerts that share one are one case';
COMMENT ON COLUMN weir.alert_ties.kind IS 'subject: whom the alert is about; party: an account or endpoint that money went to or that evidence names; destination: an account number or wallet address';
COMMENT ON COLUMN weir.alert_ties.tie IS 'Identifier of the party, or a digest of the destination: numbers and addresses are not shown';
COMMENT ON COLUMN weir.alert_ties.first_seen_at IS 'Evaluation point that first saw it';
COMMENT ON COLUMN weir.alert_ties.shared_by IS 'How many others dealt with it or named it before that point, counted up to a limit past which it is a hub and ties nobody; null when not known';
CREATE INDEX alert_ties_tie ON weir.alert_ties (tie);

CREATE TRIGGER alert_ties_only_grow BEFORE UPDATE OR DELETE ON weir.alert_ties
  FOR EACH ROW EXECUTE FUNCTION weir.refuse_lost_evidence();
CREATE TRIGGER alert_ties_kept BEFORE TRUNCATE ON weir.alert_ties
  FOR EACH STATEMENT EXECUTE FUNCTION weir.refuse_change();

-- No case has been written before this migration.
ALTER TABLE weir.cases
  ALTER COLUMN amount TYPE numeric(38, 6),
  ADD COLUMN currency text NOT NULL,
  ADD COLUMN lead_alert_id uuid NOT NULL CONSTRAINT cases_lead_alert REFERENCES weir.alerts,
  ADD COLUMN subject_count integer NOT NULL,
  ADD COLUMN signal_families text[] NOT NULL,
  ADD COLUMN newest_at timestamptz NOT NULL;
COMMENT ON TABLE weir.cases IS 'Alerts that belong together, to be worked as one; a function of the alerts and their ties';
COMMENT ON COLUMN weir.cases.case_id IS 'Derived from the alert that founded the case: the first seen, of several the one with the smallest id';
COMMENT ON COLUMN weir.cases.subject_id IS 'Whom the leading alert is about';
COMMENT ON COLUMN weir.cases.severity IS 'That of the gravest alert, or higher when the alerts about one subject together have two independent families of signals';
COMMENT ON COLUMN weir.cases.priority IS 'Orders cases of one severity: a million more stands for twice as urgent. Binary logarithm of money at risk times independent families, plus one doubling for every 30 days that the newest evidence is younger';
COMMENT ON COLUMN weir.cases.headline IS 'That of the leading alert, with what the others add';
COMMENT ON COLUMN weir.cases.amount IS 'Money at risk: every transaction that counts in any of the alerts, once';
COMMENT ON COLUMN weir.cases.alert_count IS 'Alerts in the case';
COMMENT ON COLUMN weir.cases.opened_at IS 'Evaluation point at which the founding alert was first seen';
COMMENT ON COLUMN weir.cases.updated_at IS 'Last evaluation point that added evidence to an alert of the case, or an alert to the case';
COMMENT ON COLUMN weir.cases.currency IS 'Currency of amount';
COMMENT ON COLUMN weir.cases.lead_alert_id IS 'The gravest alert, of several the largest: the case''s headline and subject are its';
COMMENT ON COLUMN weir.cases.subject_count IS 'Distinct subjects of the alerts';
COMMENT ON COLUMN weir.cases.signal_families IS 'Independent families of signals that speak for suspicion';
COMMENT ON COLUMN weir.cases.newest_at IS 'When the newest event in evidence happened';

-- Every alert carries the case it would be by itself. Whatever id of a case anybody ever wrote down, one of these rows
-- says what case it is now: that is the trail of merging, and it can lead nowhere.
ALTER TABLE weir.case_alerts
  ADD COLUMN own_case_id uuid NOT NULL CONSTRAINT case_alerts_own_case UNIQUE,
  ADD COLUMN joined_at timestamptz,
  ADD COLUMN joined_case_id uuid,
  ADD COLUMN joined_because text,
  ADD CONSTRAINT case_alerts_alert_once UNIQUE (alert_id),
  ADD CONSTRAINT case_alerts_joined CHECK (
    (own_case_id = case_id) = (joined_at IS NULL) AND num_nulls(joined_at, joined_case_id, joined_because) IN (0, 3));
COMMENT ON TABLE weir.case_alerts IS 'The case of every alert, and how the alert came to it; an alert never leaves the alerts it was once together with';
COMMENT ON COLUMN weir.case_alerts.own_case_id IS 'Id of the case that this alert founds, or would have founded had it stood alone';
COMMENT ON COLUMN weir.case_alerts.joined_at IS 'Evaluation point at which the alert, or the case it had founded, became part of another; null for the founding alert';
COMMENT ON COLUMN weir.case_alerts.joined_case_id IS 'The case it became part of then, which may itself have joined another since';
COMMENT ON COLUMN weir.case_alerts.joined_because IS 'What they have in common';

CREATE VIEW weir.case_merges AS
  SELECT m.own_case_id AS merged_case_id, m.joined_at AS merged_at, m.joined_case_id AS into_case_id,
    m.joined_because AS because, m.case_id
  FROM weir.case_alerts AS m
  JOIN weir.alerts AS a USING (alert_id)
  WHERE m.joined_at > a.first_seen_at;
COMMENT ON VIEW weir.case_merges IS 'Cases that stood by themselves for a while and then became part of another';
COMMENT ON COLUMN weir.case_merges.merged_case_id IS 'The case that is no more';
COMMENT ON COLUMN weir.case_merges.merged_at IS 'Evaluation point at which the two turned out to be one';
COMMENT ON COLUMN weir.case_merges.into_case_id IS 'The older case it became part of';
COMMENT ON COLUMN weir.case_merges.because IS 'What they have in common';
COMMENT ON COLUMN weir.case_merges.case_id IS 'The case that holds its alerts today';

-- A case may only go by becoming part of another: its id must still lead somewhere.
CREATE FUNCTION weir.refuse_lost_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM weir.case_alerts WHERE own_case_id = OLD.case_id AND case_id <> OLD.case_id) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'DELETE on weir.cases refused: case % has not become part of another', OLD.case_id
    USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER cases_only_merge BEFORE DELETE ON weir.cases
  FOR EACH ROW EXECUTE FUNCTION weir.refuse_lost_case();
CREATE TRIGGER cases_kept BEFORE TRUNCATE ON weir.cases
  FOR EACH STATEMENT EXECUTE FUNCTION weir.refuse_change();
CREATE TRIGGER case_alerts_kept BEFORE DELETE OR TRUNCATE ON weir.case_alerts
  FOR EACH STATEMENT EXECUTE FUNCTION weir.refuse_change();
