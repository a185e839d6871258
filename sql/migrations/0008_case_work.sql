-- Working alerts and cases: who has it, how far it is, why it was closed, when it comes back, and what is kept quiet.
--
-- Nothing here reads a clock to decide anything: people's events carry what the alert looked like when they were written,
-- and what is in force is asked as of the newest run.

-- ---- Events ----------------------------------------------------------------------------------------------------------

ALTER TABLE weir.analyst_events
  ADD COLUMN assignee text,
  ADD COLUMN case_id uuid,
  ADD COLUMN severity_then text,
  ADD COLUMN amount_then numeric(20, 6),
  ADD COLUMN evidence_then integer;
COMMENT ON COLUMN weir.analyst_events.assignee IS 'Who has it from now on; with assigned alone';
COMMENT ON COLUMN weir.analyst_events.case_id IS 'The case this was said of as a whole, by the id it then had';
COMMENT ON COLUMN weir.analyst_events.severity_then IS 'The alert''s severity when this was written';
COMMENT ON COLUMN weir.analyst_events.amount_then IS 'The alert''s amount when this was written';
COMMENT ON COLUMN weir.analyst_events.evidence_then IS 'Rows of evidence the alert had when this was written';

CREATE FUNCTION weir.evidence_count(alert uuid) RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT ((SELECT count(*) FROM weir.alert_transactions AS t WHERE t.alert_id = alert)
    + (SELECT count(*) FROM weir.alert_records AS r WHERE r.alert_id = alert))::integer;
$$;
COMMENT ON FUNCTION weir.evidence_count(uuid) IS 'Rows of evidence of an alert';

-- What somebody saw when they said something is not theirs to say.
CREATE FUNCTION weir.note_what_was_seen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT a.severity, a.amount, weir.evidence_count(a.alert_id)
  INTO NEW.severity_then, NEW.amount_then, NEW.evidence_then
  FROM weir.alerts AS a
  WHERE a.alert_id = NEW.alert_id;
  RETURN NEW;
END $$;
CREATE TRIGGER analyst_events_seen BEFORE INSERT ON weir.analyst_events
  FOR EACH ROW EXECUTE FUNCTION weir.note_what_was_seen();

-- Events from before this migration are taken to have seen the alert as it is now.
ALTER TABLE weir.analyst_events DISABLE TRIGGER analyst_events_append_only;
UPDATE weir.analyst_events AS e
SET severity_then = a.severity, amount_then = a.amount, evidence_then = weir.evidence_count(a.alert_id)
FROM weir.alerts AS a
WHERE a.alert_id = e.alert_id;
ALTER TABLE weir.analyst_events ENABLE TRIGGER analyst_events_append_only;
ALTER TABLE weir.analyst_events
  ALTER COLUMN severity_then SET NOT NULL,
  ALTER COLUMN amount_then SET NOT NULL,
  ALTER COLUMN evidence_then SET NOT NULL;

CREATE FUNCTION weir.severity_rank(severity text) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
  SELECT array_position(ARRAY['low', 'medium', 'high', 'critical'], severity);
$$;
COMMENT ON FUNCTION weir.severity_rank(text) IS '1 for low up to 4 for critical';

-- Whether an alert that was closed is another one now, and why: null when it is not.
CREATE FUNCTION weir.material_growth(
  disposition text, severity_then text, amount_then numeric, evidence_then integer, severity text, amount numeric,
  evidence integer, currency text
) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN weir.severity_rank(severity) > weir.severity_rank(severity_then)
      THEN format('severity rose from %s to %s', severity_then, severity)
    WHEN amount >= amount_then * 1.25 AND amount > amount_then
      THEN format('amount grew from %s %s to %s', currency, trim(to_char(amount_then, 'FM999,999,999,999,990.00')),
        trim(to_char(amount, 'FM999,999,999,999,990.00')))
    WHEN evidence >= evidence_then * 1.5 AND evidence > evidence_then
      THEN format('evidence grew from %s to %s pieces', evidence_then, evidence)
    WHEN disposition = 'watch' AND evidence > evidence_then
      THEN format('it was to be watched, and evidence grew from %s to %s pieces', evidence_then, evidence)
  END;
$$;
COMMENT ON FUNCTION weir.material_growth(text, text, numeric, integer, text, numeric, integer, text) IS
  'Why a closed alert comes back: a higher severity, a quarter more money, half as much evidence again, or anything new on one that was closed to be watched; null when it does not';

-- Each event of a person, with what the alert had become by their next one, or is now.
CREATE VIEW weir.event_outlooks AS
  SELECT e.event_id, e.alert_id, e.at, e.actor, e.event, e.disposition, e.reason, e.note, e.assignee, e.case_id,
    e.evidence_then,
    lead(e.event_id) OVER following IS NULL AS is_last,
    CASE WHEN e.event = 'closed' THEN
      weir.material_growth(e.disposition, e.severity_then, e.amount_then, e.evidence_then,
        coalesce(lead(e.severity_then) OVER following, a.severity),
        coalesce(lead(e.amount_then) OVER following, a.amount),
        coalesce(lead(e.evidence_then) OVER following, weir.evidence_count(a.alert_id)), a.currency)
    END AS resurfaced_because
  FROM weir.analyst_events AS e
  JOIN weir.alerts AS a USING (alert_id)
  WINDOW following AS (PARTITION BY e.alert_id ORDER BY e.at, e.event_id);
COMMENT ON VIEW weir.event_outlooks IS 'What people did, and whether an alert they closed came back before they next touched it';

CREATE OR REPLACE VIEW weir.alert_events AS
  WITH growth AS (
    SELECT alert_id, first_seen_at AS at, count(*) AS rows_added
    FROM (
      SELECT alert_id, first_seen_at FROM weir.alert_transactions
      UNION ALL
      SELECT alert_id, first_seen_at FROM weir.alert_records
    ) AS evidence
    GROUP BY alert_id, first_seen_at
  ), grown AS (
    SELECT alert_id, at, rows_added, at = min(at) OVER every AS is_first, sum(rows_added) OVER so_far AS rows_so_far
    FROM growth
    WINDOW every AS (PARTITION BY alert_id), so_far AS (PARTITION BY alert_id ORDER BY at)
  )
  SELECT
    md5(alert_id::text || ' ' || extract(epoch FROM at)::text)::uuid AS event_id,
    alert_id,
    at,
    'weir'::text AS actor,
    CASE WHEN is_first THEN 'opened' ELSE 'grown' END AS event,
    NULL::text AS disposition,
    rows_added || CASE WHEN rows_added = 1 THEN ' piece' ELSE ' pieces' END || ' of evidence' AS reason,
    NULL::text AS note,
    NULL::text AS assignee
  FROM grown
  UNION ALL
  SELECT md5(o.event_id::text || ' resurfaced')::uuid, o.alert_id,
    -- The evaluation point that first saw more than the person had, and after the closing in any case.
    greatest(o.at + interval '1 microsecond',
      (SELECT min(g.at) FROM grown AS g WHERE g.alert_id = o.alert_id AND g.rows_so_far > o.evidence_then)),
    'weir', 'resurfaced', NULL, o.resurfaced_because || ' since it was closed', NULL, NULL
  FROM weir.event_outlooks AS o
  WHERE o.resurfaced_because IS NOT NULL
  UNION ALL
  SELECT event_id, alert_id, at, actor, event, disposition, reason, note, assignee FROM weir.analyst_events;
COMMENT ON VIEW weir.alert_events IS 'Everything that happened to an alert: opened, grown and resurfaced from its evidence, the rest by people';
COMMENT ON COLUMN weir.alert_events.assignee IS 'Who has it from now on; with assigned alone';

-- ---- Writing ---------------------------------------------------------------------------------------------------------

DROP FUNCTION weir.record_event(uuid, text, text, text, text);

-- Not for anybody to call: the two functions below do.
CREATE FUNCTION weir.write_event(
  alert_id uuid, event text, disposition text, reason text, note text, assignee text, case_id uuid
) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  new_event uuid;
BEGIN
  IF write_event.event IN ('closed', 'resurfaced') AND coalesce(trim(write_event.reason), '') = '' THEN
    RAISE EXCEPTION '% needs a reason', write_event.event USING ERRCODE = 'check_violation';
  END IF;
  IF write_event.event <> 'assigned' AND write_event.assignee IS NOT NULL THEN
    RAISE EXCEPTION 'only assigned has an assignee' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT EXISTS (SELECT FROM weir.alerts AS a WHERE a.alert_id = write_event.alert_id) THEN
    RAISE EXCEPTION 'there is no alert %', write_event.alert_id USING ERRCODE = 'foreign_key_violation';
  END IF;
  INSERT INTO weir.analyst_events (alert_id, at, actor, event, disposition, reason, note, assignee, case_id)
  VALUES (write_event.alert_id, clock_timestamp(), session_user, write_event.event, write_event.disposition,
    write_event.reason, write_event.note,
    CASE WHEN write_event.event = 'assigned' THEN coalesce(write_event.assignee, session_user) END,
    write_event.case_id)
  RETURNING event_id INTO new_event;
  RETURN new_event;
END $$;
REVOKE ALL ON FUNCTION weir.write_event(uuid, text, text, text, text, text, uuid) FROM PUBLIC;

CREATE FUNCTION weir.record_event(
  alert_id uuid, event text, disposition text DEFAULT NULL, reason text DEFAULT NULL, note text DEFAULT NULL,
  assignee text DEFAULT NULL
) RETURNS uuid LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT weir.write_event(record_event.alert_id, record_event.event, record_event.disposition, record_event.reason,
    record_event.note, record_event.assignee, NULL);
$$;
REVOKE ALL ON FUNCTION weir.record_event(uuid, text, text, text, text, text) FROM PUBLIC;
COMMENT ON FUNCTION weir.record_event(uuid, text, text, text, text, text) IS
  'Records what a person did with an alert: assigned (to assignee, else to whoever records it), in_review, escalated, closed (with a disposition and a reason), resurfaced (taken up again, with a reason)';

CREATE FUNCTION weir.record_case_event(
  case_id uuid, event text, disposition text DEFAULT NULL, reason text DEFAULT NULL, note text DEFAULT NULL,
  assignee text DEFAULT NULL
) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  recorded integer;
BEGIN
  SELECT count(weir.write_event(c.alert_id, record_case_event.event, record_case_event.disposition,
    record_case_event.reason, record_case_event.note, record_case_event.assignee, c.case_id))
  INTO recorded
  FROM weir.case_alerts AS c
  JOIN weir.case_alerts AS named ON named.case_id = c.case_id
  WHERE named.own_case_id = record_case_event.case_id;
  IF recorded = 0 THEN
    RAISE EXCEPTION 'there is no case %', record_case_event.case_id USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN recorded;
END $$;
REVOKE ALL ON FUNCTION weir.record_case_event(uuid, text, text, text, text, text) FROM PUBLIC;
COMMENT ON FUNCTION weir.record_case_event(uuid, text, text, text, text, text) IS
  'Records one thing a person did with every alert of a case, also by an id the case had before it became part of another; returns how many alerts';

-- ---- Suppressions ----------------------------------------------------------------------------------------------------

ALTER TABLE weir.suppressions
  ADD COLUMN created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  ADD COLUMN created_by text NOT NULL DEFAULT session_user,
  ADD COLUMN lifted_at timestamptz,
  ADD COLUMN lifted_by text,
  ADD COLUMN lifted_because text,
  ADD CONSTRAINT suppressions_lifted CHECK (num_nulls(lifted_at, lifted_by, lifted_because) IN (0, 3));
COMMENT ON TABLE weir.suppressions IS 'What people decided not to be alerted to, with a reason and an end. Alerts within the scope are written and go on growing; they do not ask for attention';
COMMENT ON COLUMN weir.suppressions.scope IS 'Which alerts: any of alert_id, case_id, subject_id, tie (an account or endpoint) and detector; all that are given must fit';
COMMENT ON COLUMN weir.suppressions.reason IS 'Why, for an examiner';
COMMENT ON COLUMN weir.suppressions.owner IS 'Who answers for it';
COMMENT ON COLUMN weir.suppressions.expires_at IS 'As of this instant it is over';
COMMENT ON COLUMN weir.suppressions.created_by IS 'The login that wrote it';
COMMENT ON COLUMN weir.suppressions.lifted_at IS 'When somebody ended it early';
COMMENT ON COLUMN weir.suppressions.lifted_by IS 'The login that ended it early';
COMMENT ON COLUMN weir.suppressions.lifted_because IS 'Why it was ended early';

CREATE FUNCTION weir.newest_point() RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT max(as_of) FROM weir.runs WHERE outcome IN ('succeeded', 'partial');
$$;
COMMENT ON FUNCTION weir.newest_point() IS 'The as-of of the newest finished run: the now of everything that is not a person''s';

CREATE FUNCTION weir.suppress(scope jsonb, reason text, owner text, expires_at timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  present timestamptz := coalesce(weir.newest_point(), clock_timestamp());
  strangers text;
  new_suppression bigint;
BEGIN
  IF jsonb_typeof(suppress.scope) IS DISTINCT FROM 'object' THEN
    RAISE EXCEPTION 'a scope is an object such as {"subject_id": "M123", "detector": "installment-charges"}'
      USING ERRCODE = 'check_violation';
  END IF;
  SELECT string_agg(key, ', ' ORDER BY key) INTO strangers
  FROM jsonb_each(suppress.scope)
  WHERE key NOT IN ('alert_id', 'case_id', 'subject_id', 'tie', 'detector') OR jsonb_typeof(value) <> 'string';
  IF strangers IS NOT NULL THEN
    RAISE EXCEPTION 'a scope has texts under alert_id, case_id, subject_id, tie and detector only, not: %', strangers
      USING ERRCODE = 'check_violation';
  END IF;
  IF NOT suppress.scope ?| ARRAY['alert_id', 'case_id', 'subject_id', 'tie'] THEN
    RAISE EXCEPTION 'a scope names an alert_id, a case_id, a subject_id or a tie: a whole detector is not silenced here'
      USING ERRCODE = 'check_violation';
  END IF;
  IF coalesce(trim(suppress.reason), '') = '' OR coalesce(trim(suppress.owner), '') = '' THEN
    RAISE EXCEPTION 'a suppression needs a reason and an owner' USING ERRCODE = 'check_violation';
  END IF;
  IF suppress.expires_at IS NULL OR suppress.expires_at <= present OR suppress.expires_at > present + interval '1 year' THEN
    RAISE EXCEPTION 'a suppression ends after the newest run (%), and at most a year after it', present
      USING ERRCODE = 'check_violation';
  END IF;
  INSERT INTO weir.suppressions (scope, reason, owner, expires_at, created_by)
  VALUES (suppress.scope, suppress.reason, suppress.owner, suppress.expires_at, session_user)
  RETURNING suppression_id INTO new_suppression;
  RETURN new_suppression;
END $$;
REVOKE ALL ON FUNCTION weir.suppress(jsonb, text, text, timestamptz) FROM PUBLIC;
COMMENT ON FUNCTION weir.suppress(jsonb, text, text, timestamptz) IS
  'Keeps the alerts of a scope from asking for attention until an instant, for a reason, with somebody to answer for it; returns its number';

CREATE FUNCTION weir.lift_suppression(suppression_id bigint, reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF coalesce(trim(lift_suppression.reason), '') = '' THEN
    RAISE EXCEPTION 'lifting a suppression needs a reason' USING ERRCODE = 'check_violation';
  END IF;
  UPDATE weir.suppressions AS s
  SET lifted_at = clock_timestamp(), lifted_by = session_user, lifted_because = lift_suppression.reason
  WHERE s.suppression_id = lift_suppression.suppression_id AND s.lifted_at IS NULL;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'there is no suppression % that could be lifted', lift_suppression.suppression_id
      USING ERRCODE = 'no_data_found';
  END IF;
END $$;
REVOKE ALL ON FUNCTION weir.lift_suppression(bigint, text) FROM PUBLIC;
COMMENT ON FUNCTION weir.lift_suppression(bigint, text) IS 'Ends a suppression early, for a reason';

-- Lifting is the one change a suppression sees.
CREATE FUNCTION weir.refuse_altered_suppression() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.lifted_at IS NULL
    AND (NEW.suppression_id, NEW.scope, NEW.reason, NEW.owner, NEW.expires_at, NEW.created_at, NEW.created_by)
      IS NOT DISTINCT FROM
      (OLD.suppression_id, OLD.scope, OLD.reason, OLD.owner, OLD.expires_at, OLD.created_at, OLD.created_by)
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% on weir.suppressions refused: they are lifted or run out', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER suppressions_kept_rows BEFORE UPDATE OR DELETE ON weir.suppressions
  FOR EACH ROW EXECUTE FUNCTION weir.refuse_altered_suppression();
CREATE TRIGGER suppressions_kept BEFORE TRUNCATE ON weir.suppressions
  FOR EACH STATEMENT EXECUTE FUNCTION weir.refuse_change();

CREATE VIEW weir.suppressed_alerts AS
  SELECT a.alert_id, s.suppression_id, s.reason, s.owner, s.expires_at
  FROM weir.suppressions AS s
  JOIN weir.alerts AS a ON
    (NOT s.scope ? 'alert_id' OR a.alert_id::text = s.scope ->> 'alert_id')
    AND (NOT s.scope ? 'subject_id' OR a.subject_id = s.scope ->> 'subject_id')
    AND (NOT s.scope ? 'detector' OR a.detector = s.scope ->> 'detector')
    AND (NOT s.scope ? 'tie' OR EXISTS (
      SELECT FROM weir.alert_ties AS t WHERE t.alert_id = a.alert_id AND t.tie = s.scope ->> 'tie'))
    AND (NOT s.scope ? 'case_id' OR EXISTS (
      SELECT FROM weir.case_alerts AS c
      JOIN weir.case_alerts AS named ON named.case_id = c.case_id
      WHERE c.alert_id = a.alert_id AND named.own_case_id::text = s.scope ->> 'case_id'))
  WHERE s.lifted_at IS NULL AND (s.expires_at > weir.newest_point()) IS NOT FALSE;
COMMENT ON VIEW weir.suppressed_alerts IS 'Alerts that do not ask for attention as of the newest run, and why; an alert may be in several suppressions';

-- ---- Where things stand ----------------------------------------------------------------------------------------------

CREATE VIEW weir.alert_state AS
  SELECT
    a.alert_id,
    CASE WHEN e.event IS NULL THEN 'new' WHEN e.resurfaced_because IS NOT NULL THEN 'resurfaced' ELSE e.event END AS state,
    coalesce(e.at, a.first_seen_at) AS since,
    (SELECT coalesce(t.assignee, t.actor) FROM weir.analyst_events AS t
     WHERE t.alert_id = a.alert_id AND t.event IN ('assigned', 'in_review')
     ORDER BY t.at DESC, t.event_id DESC LIMIT 1) AS assignee,
    CASE WHEN e.resurfaced_because IS NULL THEN e.disposition END AS disposition,
    coalesce(e.resurfaced_because, e.reason) AS reason,
    e.actor AS last_actor,
    s.suppression_id,
    a.maturity = 'active' AND s.suppression_id IS NULL
      AND (e.event IS DISTINCT FROM 'closed' OR e.resurfaced_because IS NOT NULL) AS asks_for_attention
  FROM weir.alerts AS a
  LEFT JOIN weir.event_outlooks AS e ON e.alert_id = a.alert_id AND e.is_last
  LEFT JOIN LATERAL (
    SELECT min(q.suppression_id) AS suppression_id FROM weir.suppressed_alerts AS q WHERE q.alert_id = a.alert_id
  ) AS s ON true;
COMMENT ON VIEW weir.alert_state IS 'Where each alert stands';
COMMENT ON COLUMN weir.alert_state.state IS 'new, assigned, in_review, escalated, closed or resurfaced';
COMMENT ON COLUMN weir.alert_state.since IS 'When a person last did something, or the evaluation point that opened it';
COMMENT ON COLUMN weir.alert_state.assignee IS 'Who has it: the last it was assigned to or who last took it up';
COMMENT ON COLUMN weir.alert_state.disposition IS 'Of a closed alert that has not come back';
COMMENT ON COLUMN weir.alert_state.reason IS 'Why it was closed, escalated or came back';
COMMENT ON COLUMN weir.alert_state.suppression_id IS 'A suppression in force, if any';
COMMENT ON COLUMN weir.alert_state.asks_for_attention IS 'Whether somebody should look: active, not closed for good, not suppressed';

CREATE VIEW weir.case_state AS
  SELECT
    c.case_id,
    CASE
      WHEN bool_and(s.state = 'closed') THEN 'closed'
      WHEN bool_or(s.state = 'escalated') THEN 'escalated'
      WHEN bool_or(s.state = 'resurfaced') THEN 'resurfaced'
      WHEN bool_or(s.state = 'in_review') THEN 'in_review'
      WHEN bool_or(s.state = 'assigned') THEN 'assigned'
      ELSE 'new'
    END AS state,
    count(*) FILTER (WHERE s.state <> 'closed') AS open_alerts,
    count(*) FILTER (WHERE s.suppression_id IS NOT NULL) AS suppressed_alerts,
    string_agg(DISTINCT s.assignee, ', ' ORDER BY s.assignee) AS assignees,
    max(s.since) AS since,
    bool_or(s.asks_for_attention) AS asks_for_attention
  FROM weir.case_alerts AS c
  JOIN weir.alert_state AS s USING (alert_id)
  GROUP BY c.case_id;
COMMENT ON VIEW weir.case_state IS 'Where each case stands: what its alerts'' states amount to';
COMMENT ON COLUMN weir.case_state.state IS 'closed when all its alerts are, else the first of escalated, resurfaced, in_review, assigned, new that one of them is';
COMMENT ON COLUMN weir.case_state.open_alerts IS 'Alerts that are not closed';
COMMENT ON COLUMN weir.case_state.suppressed_alerts IS 'Alerts under a suppression in force';
COMMENT ON COLUMN weir.case_state.assignees IS 'Everybody who has one of its alerts';
COMMENT ON COLUMN weir.case_state.asks_for_attention IS 'Whether one of its alerts does';

CREATE VIEW weir.queue AS
  SELECT c.case_id, c.severity, c.priority, c.headline, c.amount, c.currency, c.alert_count, s.state, s.assignees,
    c.opened_at, c.updated_at
  FROM weir.cases AS c
  JOIN weir.case_state AS s USING (case_id)
  WHERE s.asks_for_attention
  ORDER BY weir.severity_rank(c.severity) DESC, c.priority DESC, c.case_id;
COMMENT ON VIEW weir.queue IS 'Cases to work, the most urgent first';
