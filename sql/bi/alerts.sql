-- Alerts for BI: one row an alert, and one row for each thing an alert has several of.
--
-- No text that people wrote is here, and no step after escalation: what becomes of an escalated alert is confidential.

CREATE OR REPLACE VIEW weir_bi.fact_alert AS
  WITH present AS (
    SELECT max(as_of) AS at FROM weir.runs WHERE outcome IN ('succeeded', 'partial')
  ), evidence AS (
    SELECT alert_id, max(first_seen_at) AS last_grown_at
    FROM (
      SELECT alert_id, first_seen_at FROM weir.alert_transactions
      UNION ALL
      SELECT alert_id, first_seen_at FROM weir.alert_records
    ) AS pieces
    GROUP BY alert_id
  ), back AS (
    SELECT alert_id, max(at) AS at FROM weir.alert_events WHERE event = 'resurfaced' GROUP BY alert_id
  ), clocks AS (
    SELECT a.alert_id, greatest(a.first_seen_at, b.at) AS started_at
    FROM weir.alerts AS a
    LEFT JOIN back AS b USING (alert_id)
  ), people AS (
    SELECT e.alert_id,
      min(e.at) FILTER (WHERE e.at > k.started_at) AS triaged_at,
      min(e.at) FILTER (WHERE e.at > k.started_at AND e.event IN ('escalated', 'closed')) AS decided_at,
      min(e.at) FILTER (WHERE e.event = 'in_review') AS reviewed_at,
      min(e.at) FILTER (WHERE e.event = 'escalated' OR e.disposition = 'referred') AS escalated_at,
      max(e.at) FILTER (WHERE e.event = 'closed') AS closed_at
    FROM weir.analyst_events AS e
    JOIN clocks AS k USING (alert_id)
    GROUP BY e.alert_id
  )
  SELECT
    a.alert_id::text AS alert_id,
    c.case_id::text AS case_id,
    a.detector,
    a.detector_version,
    a.maturity,
    a.subject_id,
    a.severity,
    weir.severity_rank(a.severity) AS severity_rank,
    a.score,
    a.headline,
    a.amount,
    a.currency,
    a.transaction_count,
    a.hops_max,
    a.lower_bound AS is_lower_bound,
    a.first_seen_at AS opened_at,
    (a.first_seen_at AT TIME ZONE 'UTC')::date AS opened_date,
    e.last_grown_at,
    a.last_seen_at,
    CASE WHEN s.state = 'closed' AND s.disposition = 'referred' THEN 'escalated' ELSE s.state END AS state,
    s.state <> 'closed' AS is_open,
    CASE s.disposition WHEN 'referred' THEN 'escalated' ELSE s.disposition END AS outcome,
    s.assignee,
    s.suppression_id IS NOT NULL AS is_suppressed,
    s.asks_for_attention,
    p.triaged_at,
    p.reviewed_at,
    p.escalated_at,
    CASE WHEN s.state = 'closed' THEN p.closed_at END AS closed_at,
    CASE WHEN s.state = 'resurfaced' THEN b.at END AS resurfaced_at,
    k.started_at AS clock_started_at,
    weir.after_business_days(k.started_at, 2) AS triage_due_at,
    coalesce(p.triaged_at, n.at) > weir.after_business_days(k.started_at, 2) AS is_triage_overdue,
    k.started_at + interval '20 days' AS decision_due_at,
    coalesce(p.decided_at, n.at) > k.started_at + interval '20 days' AS is_decision_overdue,
    greatest(extract(day FROM coalesce(p.decided_at, n.at) - k.started_at), 0)::integer AS age_days
  FROM weir.alerts AS a
  JOIN weir.alert_state AS s USING (alert_id)
  JOIN clocks AS k USING (alert_id)
  CROSS JOIN present AS n
  LEFT JOIN evidence AS e USING (alert_id)
  LEFT JOIN back AS b USING (alert_id)
  LEFT JOIN people AS p USING (alert_id)
  LEFT JOIN weir.case_alerts AS c USING (alert_id);
COMMENT ON VIEW weir_bi.fact_alert IS 'One row an alert, with where it stands and its clocks, as of the newest run';
COMMENT ON COLUMN weir_bi.fact_alert.alert_id IS 'The alert';
COMMENT ON COLUMN weir_bi.fact_alert.case_id IS 'Its case; null for a shadow alert (fact_case)';
COMMENT ON COLUMN weir_bi.fact_alert.detector IS 'What raised it (dim_detector)';
COMMENT ON COLUMN weir_bi.fact_alert.detector_version IS 'Version of the detector that last saw it';
COMMENT ON COLUMN weir_bi.fact_alert.maturity IS 'active, or shadow: stored for tuning, asking nobody';
COMMENT ON COLUMN weir_bi.fact_alert.subject_id IS 'Whom it is about (dim_party)';
COMMENT ON COLUMN weir_bi.fact_alert.severity IS 'low, medium, high or critical (dim_severity)';
COMMENT ON COLUMN weir_bi.fact_alert.severity_rank IS '1 for low up to 4 for critical, to sort by';
COMMENT ON COLUMN weir_bi.fact_alert.score IS 'Sum of the points of its reason codes';
COMMENT ON COLUMN weir_bi.fact_alert.headline IS 'The alert in one line';
COMMENT ON COLUMN weir_bi.fact_alert.amount IS 'Money of the transactions that count, in currency. Alerts of different detectors may count the same money: for money as such use fact_money_at_risk';
COMMENT ON COLUMN weir_bi.fact_alert.currency IS 'Reporting currency, ISO 4217';
COMMENT ON COLUMN weir_bi.fact_alert.transaction_count IS 'Distinct transactions in evidence';
COMMENT ON COLUMN weir_bi.fact_alert.hops_max IS 'Transactions on the longest route; 0 when no route is meant';
COMMENT ON COLUMN weir_bi.fact_alert.is_lower_bound IS 'Whether a cap or a hub cut something off, so that amount is at least this';
COMMENT ON COLUMN weir_bi.fact_alert.opened_at IS 'Evaluation point that first saw it';
COMMENT ON COLUMN weir_bi.fact_alert.opened_date IS 'Day of opened_at in UTC (dim_date)';
COMMENT ON COLUMN weir_bi.fact_alert.last_grown_at IS 'Last evaluation point that added evidence';
COMMENT ON COLUMN weir_bi.fact_alert.last_seen_at IS 'Last evaluation point that saw it';
COMMENT ON COLUMN weir_bi.fact_alert.state IS 'new, assigned, in_review, escalated, closed or resurfaced (dim_state); escalated also when closed because others took it over';
COMMENT ON COLUMN weir_bi.fact_alert.is_open IS 'Whether nobody has closed it, or it came back';
COMMENT ON COLUMN weir_bi.fact_alert.outcome IS 'Of a closed alert: false_positive, explained, watch or escalated';
COMMENT ON COLUMN weir_bi.fact_alert.assignee IS 'Who has it';
COMMENT ON COLUMN weir_bi.fact_alert.is_suppressed IS 'Whether a suppression in force keeps it quiet';
COMMENT ON COLUMN weir_bi.fact_alert.asks_for_attention IS 'Active, open and not suppressed';
COMMENT ON COLUMN weir_bi.fact_alert.triaged_at IS 'When a person first did anything with it, since the clock started';
COMMENT ON COLUMN weir_bi.fact_alert.reviewed_at IS 'When it was first taken into review';
COMMENT ON COLUMN weir_bi.fact_alert.escalated_at IS 'When it was first escalated';
COMMENT ON COLUMN weir_bi.fact_alert.closed_at IS 'When it was closed; null while open';
COMMENT ON COLUMN weir_bi.fact_alert.resurfaced_at IS 'When it came back; null unless it waits for somebody since';
COMMENT ON COLUMN weir_bi.fact_alert.clock_started_at IS 'opened_at, or when it last came back';
COMMENT ON COLUMN weir_bi.fact_alert.triage_due_at IS 'Two business days (Monday to Friday, UTC) after the clock started';
COMMENT ON COLUMN weir_bi.fact_alert.is_triage_overdue IS 'Whether it was, or is as of the newest run, looked at too late';
COMMENT ON COLUMN weir_bi.fact_alert.decision_due_at IS '20 days after the clock started';
COMMENT ON COLUMN weir_bi.fact_alert.is_decision_overdue IS 'Whether it was, or is as of the newest run, escalated or closed too late';
COMMENT ON COLUMN weir_bi.fact_alert.age_days IS 'Whole days from the clock''s start to the decision, or to the newest run';

CREATE OR REPLACE VIEW weir_bi.fact_alert_transaction AS
  SELECT t.alert_id::text AS alert_id, t.transaction_id, t.role, t.counts, t.route_no, t.hop, t.amount, a.currency,
    t.amount_original, t.currency_original, t.booked_at, (t.booked_at AT TIME ZONE 'UTC')::date AS booked_date, t.debtor_id,
    t.creditor_id, t.first_seen_at
  FROM weir.alert_transactions AS t
  JOIN weir.alerts AS a USING (alert_id);
COMMENT ON VIEW weir_bi.fact_alert_transaction IS 'Transactions that alerts rest on; one may stand in an alert in several roles';
COMMENT ON COLUMN weir_bi.fact_alert_transaction.alert_id IS 'The alert (fact_alert)';
COMMENT ON COLUMN weir_bi.fact_alert_transaction.transaction_id IS 'The transaction, as the warehouse calls it';
COMMENT ON COLUMN weir_bi.fact_alert_transaction.role IS 'What it shows: routed, hop, charge, payout or context';
COMMENT ON COLUMN weir_bi.fact_alert_transaction.counts IS 'Whether its amount is part of the alert''s amount: add up these rows alone';
COMMENT ON COLUMN weir_bi.fact_alert_transaction.route_no IS 'Route of the alert it is a step of; null off a route';
COMMENT ON COLUMN weir_bi.fact_alert_transaction.hop IS 'Place on the route, 1 for the subject''s own payment';
COMMENT ON COLUMN weir_bi.fact_alert_transaction.amount IS 'In currency: of a hop what the route carried, of a routed payment what of it arrived';
COMMENT ON COLUMN weir_bi.fact_alert_transaction.currency IS 'Reporting currency, ISO 4217';
COMMENT ON COLUMN weir_bi.fact_alert_transaction.amount_original IS 'The whole amount as booked';
COMMENT ON COLUMN weir_bi.fact_alert_transaction.currency_original IS 'Currency as booked';
COMMENT ON COLUMN weir_bi.fact_alert_transaction.booked_at IS 'When it was booked';
COMMENT ON COLUMN weir_bi.fact_alert_transaction.booked_date IS 'Day of booked_at in UTC (dim_date)';
COMMENT ON COLUMN weir_bi.fact_alert_transaction.debtor_id IS 'Who paid (dim_party)';
COMMENT ON COLUMN weir_bi.fact_alert_transaction.creditor_id IS 'Who was paid (dim_party)';
COMMENT ON COLUMN weir_bi.fact_alert_transaction.first_seen_at IS 'Evaluation point that first saw it in this alert';

CREATE OR REPLACE VIEW weir_bi.fact_alert_record AS
  SELECT alert_id::text AS alert_id, relation, record_id, at, summary, first_seen_at
  FROM weir.alert_records;
COMMENT ON VIEW weir_bi.fact_alert_record IS 'Evidence that is not a transaction: requests, changes of details, accounts';
COMMENT ON COLUMN weir_bi.fact_alert_record.alert_id IS 'The alert (fact_alert)';
COMMENT ON COLUMN weir_bi.fact_alert_record.relation IS 'Relation of the source contract';
COMMENT ON COLUMN weir_bi.fact_alert_record.record_id IS 'Key of the row there';
COMMENT ON COLUMN weir_bi.fact_alert_record.at IS 'When it happened';
COMMENT ON COLUMN weir_bi.fact_alert_record.summary IS 'What it says, account numbers masked';
COMMENT ON COLUMN weir_bi.fact_alert_record.first_seen_at IS 'Evaluation point that first saw it in this alert';

CREATE OR REPLACE VIEW weir_bi.fact_alert_reason AS
  SELECT a.alert_id::text AS alert_id, a.detector, r.reason_code, s.family, s.points
  FROM weir.alerts AS a
  CROSS JOIN unnest(a.reason_codes) AS r (reason_code)
  LEFT JOIN weir.detector_signals AS s ON s.detector = a.detector AND s.code = r.reason_code;
COMMENT ON VIEW weir_bi.fact_alert_reason IS 'The reason codes of each alert: a bridge from fact_alert to dim_reason_code';
COMMENT ON COLUMN weir_bi.fact_alert_reason.alert_id IS 'The alert (fact_alert)';
COMMENT ON COLUMN weir_bi.fact_alert_reason.detector IS 'The alert''s detector';
COMMENT ON COLUMN weir_bi.fact_alert_reason.reason_code IS 'The signal it raised (dim_reason_code)';
COMMENT ON COLUMN weir_bi.fact_alert_reason.family IS 'Family of the signal: path, identity, crypto, theft, network, access or market';
COMMENT ON COLUMN weir_bi.fact_alert_reason.points IS 'Its part of the score in the newest version of the detector';

CREATE OR REPLACE VIEW weir_bi.fact_alert_sink_class AS
  SELECT a.alert_id::text AS alert_id, class AS sink_class
  FROM weir.alerts AS a
  CROSS JOIN unnest(a.sink_classes) AS class;
COMMENT ON VIEW weir_bi.fact_alert_sink_class IS 'The classes of destination in each alert: a bridge from fact_alert to dim_sink_class';
COMMENT ON COLUMN weir_bi.fact_alert_sink_class.alert_id IS 'The alert (fact_alert)';
COMMENT ON COLUMN weir_bi.fact_alert_sink_class.sink_class IS 'Class of destination (dim_sink_class)';

CREATE OR REPLACE VIEW weir_bi.fact_alert_event AS
  SELECT event_id::text AS event_id, alert_id::text AS alert_id, at, (at AT TIME ZONE 'UTC')::date AS event_date, actor,
    CASE WHEN disposition = 'referred' THEN 'escalated' ELSE event END AS event,
    nullif(disposition, 'referred') AS outcome,
    assignee
  FROM weir.alert_events;
COMMENT ON VIEW weir_bi.fact_alert_event IS 'Everything that happened to alerts, up to escalation; without what people wrote';
COMMENT ON COLUMN weir_bi.fact_alert_event.event_id IS 'The event';
COMMENT ON COLUMN weir_bi.fact_alert_event.alert_id IS 'The alert (fact_alert)';
COMMENT ON COLUMN weir_bi.fact_alert_event.at IS 'When: an evaluation point for what Weir says, the clock for what people did';
COMMENT ON COLUMN weir_bi.fact_alert_event.event_date IS 'Day of at in UTC (dim_date)';
COMMENT ON COLUMN weir_bi.fact_alert_event.actor IS 'weir, or the login of a person';
COMMENT ON COLUMN weir_bi.fact_alert_event.event IS 'opened, grown, resurfaced, assigned, in_review, escalated or closed';
COMMENT ON COLUMN weir_bi.fact_alert_event.outcome IS 'Of closed: false_positive, explained or watch';
COMMENT ON COLUMN weir_bi.fact_alert_event.assignee IS 'Of assigned: who has it from then on';
