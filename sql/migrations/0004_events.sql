-- What people do with alerts, and how alerts came and grew.
--
-- People's events are a table nobody may change. `opened` and `grown` are not stored: they follow from the evidence, so
-- they can never disagree with it, whatever order the days were evaluated in. One view shows both.

CREATE TABLE weir.analyst_events (
  event_id uuid CONSTRAINT analyst_events_pkey PRIMARY KEY DEFAULT gen_random_uuid(),
  alert_id uuid NOT NULL CONSTRAINT analyst_events_alert REFERENCES weir.alerts,
  at timestamptz NOT NULL,
  actor text NOT NULL,
  event text NOT NULL CONSTRAINT analyst_events_event
    CHECK (event IN ('resurfaced', 'assigned', 'in_review', 'escalated', 'closed')),
  disposition text CONSTRAINT analyst_events_disposition
    CHECK (disposition IN ('false_positive', 'explained', 'watch', 'referred')),
  reason text,
  note text,
  CONSTRAINT analyst_events_closed CHECK ((event = 'closed') = (disposition IS NOT NULL))
);
COMMENT ON TABLE weir.analyst_events IS 'Events written by people through weir.record_event; append-only';
CREATE INDEX analyst_events_alert ON weir.analyst_events (alert_id);
CREATE TRIGGER analyst_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON weir.analyst_events
  FOR EACH STATEMENT EXECUTE FUNCTION weir.refuse_change();

CREATE VIEW weir.alert_events AS
  SELECT
    md5(alert_id::text || ' ' || extract(epoch FROM at)::text)::uuid AS event_id,
    alert_id,
    at,
    'weir'::text AS actor,
    CASE WHEN at = min(at) OVER (PARTITION BY alert_id) THEN 'opened' ELSE 'grown' END AS event,
    NULL::text AS disposition,
    rows_added || CASE WHEN rows_added = 1 THEN ' piece' ELSE ' pieces' END || ' of evidence' AS reason,
    NULL::text AS note
  FROM (
    SELECT alert_id, first_seen_at AS at, count(*) AS rows_added
    FROM (
      SELECT alert_id, first_seen_at FROM weir.alert_transactions
      UNION ALL
      SELECT alert_id, first_seen_at FROM weir.alert_records
    ) AS evidence
    GROUP BY alert_id, first_seen_at
  ) AS growth
  UNION ALL
  SELECT event_id, alert_id, at, actor, event, disposition, reason, note FROM weir.analyst_events;
COMMENT ON VIEW weir.alert_events IS 'Everything that happened to an alert: opened and grown from its evidence, the rest by people';

CREATE FUNCTION weir.append_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO weir.analyst_events (event_id, alert_id, at, actor, event, disposition, reason, note)
  VALUES (coalesce(NEW.event_id, gen_random_uuid()), NEW.alert_id, coalesce(NEW.at, clock_timestamp()),
    coalesce(NEW.actor, session_user), NEW.event, NEW.disposition, NEW.reason, NEW.note);
  RETURN NEW;
END $$;
CREATE TRIGGER alert_events_append INSTEAD OF INSERT ON weir.alert_events
  FOR EACH ROW EXECUTE FUNCTION weir.append_event();
-- Statement triggers cannot stand in for changes of a view, so these refuse row by row.
CREATE TRIGGER alert_events_append_only INSTEAD OF UPDATE OR DELETE ON weir.alert_events
  FOR EACH ROW EXECUTE FUNCTION weir.refuse_change();

-- The one way for an analyst to write. The actor is who logged in, not who they say they are.
CREATE FUNCTION weir.record_event(
  alert_id uuid, event text, disposition text DEFAULT NULL, reason text DEFAULT NULL, note text DEFAULT NULL
) RETURNS uuid LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO weir.analyst_events (alert_id, at, actor, event, disposition, reason, note)
  VALUES (record_event.alert_id, clock_timestamp(), session_user, record_event.event, record_event.disposition,
    record_event.reason, record_event.note)
  RETURNING event_id;
$$;
REVOKE ALL ON FUNCTION weir.record_event(uuid, text, text, text, text) FROM PUBLIC;
COMMENT ON FUNCTION weir.record_event(uuid, text, text, text, text) IS 'Records what a person did with an alert; closing needs a disposition';

CREATE TABLE weir.suppressions (
  suppression_id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT suppressions_pkey PRIMARY KEY,
  scope jsonb NOT NULL,
  reason text NOT NULL,
  owner text NOT NULL,
  expires_at timestamptz NOT NULL
);
COMMENT ON TABLE weir.suppressions IS 'What people decided not to be alerted to, with a reason and an end';
