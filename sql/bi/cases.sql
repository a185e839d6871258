-- Cases for BI, and the money in them.

CREATE OR REPLACE VIEW weir_bi.fact_case AS
  SELECT
    c.case_id::text AS case_id,
    c.subject_id,
    c.severity,
    weir.severity_rank(c.severity) AS severity_rank,
    c.priority,
    c.headline,
    c.amount,
    c.currency,
    c.alert_count,
    c.subject_count,
    cardinality(c.signal_families) AS signal_family_count,
    c.opened_at,
    (c.opened_at AT TIME ZONE 'UTC')::date AS opened_date,
    c.updated_at,
    c.newest_at,
    CASE WHEN s.state = 'closed' AND q.is_escalated THEN 'escalated' ELSE s.state END AS state,
    s.open_alerts > 0 AS is_open,
    s.open_alerts,
    s.suppressed_alerts,
    s.assignees,
    s.asks_for_attention,
    q.triage_due_at,
    q.is_triage_overdue,
    q.decision_due_at,
    q.is_decision_overdue,
    q.age_days
  FROM weir.cases AS c
  JOIN weir.case_state AS s USING (case_id)
  JOIN (
    SELECT case_id, bool_or(state = 'escalated') AS is_escalated,
      min(triage_due_at) FILTER (WHERE is_open AND triaged_at IS NULL) AS triage_due_at,
      bool_or(is_open AND is_triage_overdue) AS is_triage_overdue,
      min(decision_due_at) FILTER (WHERE is_open AND escalated_at IS NULL) AS decision_due_at,
      bool_or(is_open AND is_decision_overdue) AS is_decision_overdue,
      coalesce(max(age_days) FILTER (WHERE is_open), 0) AS age_days
    FROM weir_bi.fact_alert
    GROUP BY case_id
  ) AS q ON q.case_id = c.case_id::text;
COMMENT ON VIEW weir_bi.fact_case IS 'One row a case: alerts worked together because they have something in common';
COMMENT ON COLUMN weir_bi.fact_case.case_id IS 'The case';
COMMENT ON COLUMN weir_bi.fact_case.subject_id IS 'Whom its leading alert is about (dim_party)';
COMMENT ON COLUMN weir_bi.fact_case.severity IS 'low, medium, high or critical (dim_severity)';
COMMENT ON COLUMN weir_bi.fact_case.severity_rank IS '1 for low up to 4 for critical, to sort by';
COMMENT ON COLUMN weir_bi.fact_case.priority IS 'Order within a severity, larger first; a million more is twice as urgent';
COMMENT ON COLUMN weir_bi.fact_case.headline IS 'The case in one line';
COMMENT ON COLUMN weir_bi.fact_case.amount IS 'Money at risk: every transaction that counts in any of its alerts, once';
COMMENT ON COLUMN weir_bi.fact_case.currency IS 'Currency of amount, ISO 4217';
COMMENT ON COLUMN weir_bi.fact_case.alert_count IS 'Alerts in the case';
COMMENT ON COLUMN weir_bi.fact_case.subject_count IS 'Distinct subjects of its alerts';
COMMENT ON COLUMN weir_bi.fact_case.signal_family_count IS 'Independent families of signals that speak for suspicion';
COMMENT ON COLUMN weir_bi.fact_case.opened_at IS 'Evaluation point that saw its first alert';
COMMENT ON COLUMN weir_bi.fact_case.opened_date IS 'Day of opened_at in UTC (dim_date)';
COMMENT ON COLUMN weir_bi.fact_case.updated_at IS 'Last evaluation point that added to it';
COMMENT ON COLUMN weir_bi.fact_case.newest_at IS 'When the newest event in evidence happened';
COMMENT ON COLUMN weir_bi.fact_case.state IS 'closed when all its alerts are, else the furthest: escalated, resurfaced, in_review, assigned, new (dim_state)';
COMMENT ON COLUMN weir_bi.fact_case.is_open IS 'Whether one of its alerts is open';
COMMENT ON COLUMN weir_bi.fact_case.open_alerts IS 'How many of its alerts are open';
COMMENT ON COLUMN weir_bi.fact_case.suppressed_alerts IS 'How many of its alerts a suppression keeps quiet';
COMMENT ON COLUMN weir_bi.fact_case.assignees IS 'Everybody who has one of its alerts, separated by commas';
COMMENT ON COLUMN weir_bi.fact_case.asks_for_attention IS 'Whether one of its alerts is active, open and not suppressed';
COMMENT ON COLUMN weir_bi.fact_case.triage_due_at IS 'When the first of its open alerts nobody has looked at is due for a look';
COMMENT ON COLUMN weir_bi.fact_case.is_triage_overdue IS 'Whether one of its open alerts was or is looked at too late';
COMMENT ON COLUMN weir_bi.fact_case.decision_due_at IS 'When the first of its open, not escalated alerts is due for a decision';
COMMENT ON COLUMN weir_bi.fact_case.is_decision_overdue IS 'Whether one of its open alerts is decided too late';
COMMENT ON COLUMN weir_bi.fact_case.age_days IS 'Age in days of its oldest open alert, as of the newest run';

CREATE OR REPLACE VIEW weir_bi.fact_case_alert AS
  SELECT case_id::text AS case_id, alert_id::text AS alert_id, own_case_id::text AS own_case_id, joined_at, joined_because
  FROM weir.case_alerts;
COMMENT ON VIEW weir_bi.fact_case_alert IS 'The alerts of each case: a bridge from fact_case to fact_alert';
COMMENT ON COLUMN weir_bi.fact_case_alert.case_id IS 'The case (fact_case)';
COMMENT ON COLUMN weir_bi.fact_case_alert.alert_id IS 'The alert (fact_alert)';
COMMENT ON COLUMN weir_bi.fact_case_alert.own_case_id IS 'The case the alert founded or would have founded: an old case id leads to the present one here';
COMMENT ON COLUMN weir_bi.fact_case_alert.joined_at IS 'Evaluation point at which it came in; null for the founding alert';
COMMENT ON COLUMN weir_bi.fact_case_alert.joined_because IS 'What it has in common with the others';

CREATE OR REPLACE VIEW weir_bi.fact_case_merge AS
  SELECT merged_case_id::text AS merged_case_id, merged_at, into_case_id::text AS into_case_id, because,
    case_id::text AS case_id
  FROM weir.case_merges;
COMMENT ON VIEW weir_bi.fact_case_merge IS 'Cases that stood by themselves and then became part of another';
COMMENT ON COLUMN weir_bi.fact_case_merge.merged_case_id IS 'The case that is no more';
COMMENT ON COLUMN weir_bi.fact_case_merge.merged_at IS 'Evaluation point at which the two turned out to be one';
COMMENT ON COLUMN weir_bi.fact_case_merge.into_case_id IS 'The older case it became part of';
COMMENT ON COLUMN weir_bi.fact_case_merge.because IS 'What they have in common';
COMMENT ON COLUMN weir_bi.fact_case_merge.case_id IS 'The case that holds its alerts today (fact_case)';

CREATE OR REPLACE VIEW weir_bi.fact_case_family AS
  SELECT c.case_id::text AS case_id, family
  FROM weir.cases AS c
  CROSS JOIN unnest(c.signal_families) AS family;
COMMENT ON VIEW weir_bi.fact_case_family IS 'The independent families of signals in each case';
COMMENT ON COLUMN weir_bi.fact_case_family.case_id IS 'The case (fact_case)';
COMMENT ON COLUMN weir_bi.fact_case_family.family IS 'path, identity, crypto, theft, network, access or market';

-- A transaction in several alerts, cases or roles is one row: this is what may be added up.
CREATE OR REPLACE VIEW weir_bi.fact_money_at_risk AS
  SELECT DISTINCT ON (t.transaction_id)
    t.transaction_id,
    t.booked_at,
    (t.booked_at AT TIME ZONE 'UTC')::date AS booked_date,
    t.debtor_id,
    t.creditor_id,
    max(t.amount) OVER every AS amount,
    a.currency,
    a.severity,
    weir.severity_rank(a.severity) AS severity_rank,
    a.detector,
    c.case_id::text AS case_id,
    bool_or(s.state <> 'closed') OVER every AS is_open,
    bool_or(s.state = 'escalated') OVER every AS is_escalated
  FROM weir.alert_transactions AS t
  JOIN weir.alerts AS a USING (alert_id)
  JOIN weir.alert_state AS s USING (alert_id)
  LEFT JOIN weir.case_alerts AS c USING (alert_id)
  WHERE t.counts AND a.maturity = 'active'
  WINDOW every AS (PARTITION BY t.transaction_id)
  ORDER BY t.transaction_id, weir.severity_rank(a.severity) DESC, t.amount DESC, a.alert_id;
COMMENT ON VIEW weir_bi.fact_money_at_risk IS 'Every transaction that counts in an active alert, once: what may be added up to money';
COMMENT ON COLUMN weir_bi.fact_money_at_risk.transaction_id IS 'The transaction, as the warehouse calls it';
COMMENT ON COLUMN weir_bi.fact_money_at_risk.booked_at IS 'When it was booked';
COMMENT ON COLUMN weir_bi.fact_money_at_risk.booked_date IS 'Day of booked_at in UTC (dim_date)';
COMMENT ON COLUMN weir_bi.fact_money_at_risk.debtor_id IS 'Who paid (dim_party)';
COMMENT ON COLUMN weir_bi.fact_money_at_risk.creditor_id IS 'Who was paid (dim_party)';
COMMENT ON COLUMN weir_bi.fact_money_at_risk.amount IS 'The largest amount it counts for in any alert, in currency';
COMMENT ON COLUMN weir_bi.fact_money_at_risk.currency IS 'Reporting currency, ISO 4217';
COMMENT ON COLUMN weir_bi.fact_money_at_risk.severity IS 'That of the gravest alert it counts in (dim_severity)';
COMMENT ON COLUMN weir_bi.fact_money_at_risk.severity_rank IS '1 for low up to 4 for critical, to sort by';
COMMENT ON COLUMN weir_bi.fact_money_at_risk.detector IS 'Detector of that alert (dim_detector)';
COMMENT ON COLUMN weir_bi.fact_money_at_risk.case_id IS 'Case of that alert (fact_case)';
COMMENT ON COLUMN weir_bi.fact_money_at_risk.is_open IS 'Whether an alert it counts in is open';
COMMENT ON COLUMN weir_bi.fact_money_at_risk.is_escalated IS 'Whether an alert it counts in is escalated';
