-- Counts for BI: alerts by day, by age, on their way to escalation, and what each detector is worth.

CREATE OR REPLACE VIEW weir_bi.fact_alert_daily AS
  SELECT
    e.event_date AS date,
    a.detector,
    a.severity,
    count(*) FILTER (WHERE e.event = 'opened')::integer AS opened,
    count(*) FILTER (WHERE e.event = 'grown')::integer AS grown,
    count(*) FILTER (WHERE e.event = 'resurfaced')::integer AS resurfaced,
    count(*) FILTER (WHERE e.event = 'escalated')::integer AS escalated,
    count(*) FILTER (WHERE e.event = 'closed')::integer AS closed,
    coalesce(sum(a.amount) FILTER (WHERE e.event = 'opened'), 0) AS opened_amount,
    max(i.rows_read) AS transactions_read
  FROM weir_bi.fact_alert_event AS e
  JOIN weir_bi.fact_alert AS a USING (alert_id)
  LEFT JOIN weir_bi.fact_input_day AS i ON i.date = e.event_date AND i.relation = 'transactions'
  WHERE a.maturity = 'active'
  GROUP BY e.event_date, a.detector, a.severity;
COMMENT ON VIEW weir_bi.fact_alert_daily IS 'What happened to active alerts by day, detector and present severity; days without events have no row';
COMMENT ON COLUMN weir_bi.fact_alert_daily.date IS 'Day in UTC (dim_date)';
COMMENT ON COLUMN weir_bi.fact_alert_daily.detector IS 'The detector (dim_detector)';
COMMENT ON COLUMN weir_bi.fact_alert_daily.severity IS 'Severity the alerts have now (dim_severity)';
COMMENT ON COLUMN weir_bi.fact_alert_daily.opened IS 'Alerts first seen';
COMMENT ON COLUMN weir_bi.fact_alert_daily.grown IS 'Alerts that evidence was added to';
COMMENT ON COLUMN weir_bi.fact_alert_daily.resurfaced IS 'Closed alerts that came back';
COMMENT ON COLUMN weir_bi.fact_alert_daily.escalated IS 'Alerts that were escalated';
COMMENT ON COLUMN weir_bi.fact_alert_daily.closed IS 'Alerts that were closed without being escalated by it';
COMMENT ON COLUMN weir_bi.fact_alert_daily.opened_amount IS 'Present amounts of the alerts first seen that day';
COMMENT ON COLUMN weir_bi.fact_alert_daily.transactions_read IS 'Transactions dated that day, the same in all rows of a day: for alerts per thousand payments';

CREATE OR REPLACE VIEW weir_bi.fact_alert_ageing AS
  SELECT
    detector,
    severity,
    severity_rank,
    state,
    CASE
      WHEN age_days <= 2 THEN '00-02 days' WHEN age_days <= 7 THEN '03-07 days' WHEN age_days <= 20 THEN '08-20 days'
      WHEN age_days <= 30 THEN '21-30 days' ELSE '31 days and more'
    END AS age_bucket,
    count(*)::integer AS alerts,
    count(*) FILTER (WHERE is_triage_overdue)::integer AS triage_overdue,
    count(*) FILTER (WHERE is_decision_overdue)::integer AS decision_overdue,
    max(age_days) AS oldest_days,
    sum(amount) AS amount
  FROM weir_bi.fact_alert
  WHERE asks_for_attention
  GROUP BY detector, severity, severity_rank, state, age_bucket;
COMMENT ON VIEW weir_bi.fact_alert_ageing IS 'Alerts that ask for attention by age, as of the newest run';
COMMENT ON COLUMN weir_bi.fact_alert_ageing.detector IS 'The detector (dim_detector)';
COMMENT ON COLUMN weir_bi.fact_alert_ageing.severity IS 'low, medium, high or critical (dim_severity)';
COMMENT ON COLUMN weir_bi.fact_alert_ageing.severity_rank IS '1 for low up to 4 for critical, to sort by';
COMMENT ON COLUMN weir_bi.fact_alert_ageing.state IS 'Where they stand (dim_state)';
COMMENT ON COLUMN weir_bi.fact_alert_ageing.age_bucket IS 'Age since the clock started, sorted as it is spelled';
COMMENT ON COLUMN weir_bi.fact_alert_ageing.alerts IS 'How many';
COMMENT ON COLUMN weir_bi.fact_alert_ageing.triage_overdue IS 'How many of them were or are looked at too late';
COMMENT ON COLUMN weir_bi.fact_alert_ageing.decision_overdue IS 'How many of them are decided too late';
COMMENT ON COLUMN weir_bi.fact_alert_ageing.oldest_days IS 'Age of the oldest in days';
COMMENT ON COLUMN weir_bi.fact_alert_ageing.amount IS 'Their amounts';

CREATE OR REPLACE VIEW weir_bi.fact_alert_funnel AS
  SELECT
    a.detector,
    a.severity,
    a.severity_rank,
    s.stage,
    s.stage_no,
    count(*)::integer AS alerts,
    sum(a.amount) AS amount
  FROM weir_bi.fact_alert AS a
  CROSS JOIN (VALUES (1, 'opened'), (2, 'triaged'), (3, 'reviewed'), (4, 'escalated')) AS s (stage_no, stage)
  WHERE a.maturity = 'active'
    AND CASE s.stage_no
      WHEN 1 THEN true
      WHEN 2 THEN coalesce(a.triaged_at, a.reviewed_at, a.escalated_at, a.closed_at) IS NOT NULL
      WHEN 3 THEN coalesce(a.reviewed_at, a.escalated_at) IS NOT NULL
      ELSE a.escalated_at IS NOT NULL
    END
  GROUP BY a.detector, a.severity, a.severity_rank, s.stage, s.stage_no;
COMMENT ON VIEW weir_bi.fact_alert_funnel IS 'How many active alerts came how far: from opening to escalation, where what BI may see ends';
COMMENT ON COLUMN weir_bi.fact_alert_funnel.detector IS 'The detector (dim_detector)';
COMMENT ON COLUMN weir_bi.fact_alert_funnel.severity IS 'low, medium, high or critical (dim_severity)';
COMMENT ON COLUMN weir_bi.fact_alert_funnel.severity_rank IS '1 for low up to 4 for critical, to sort by';
COMMENT ON COLUMN weir_bi.fact_alert_funnel.stage IS 'opened, triaged (a person did something), reviewed or escalated';
COMMENT ON COLUMN weir_bi.fact_alert_funnel.stage_no IS 'Order of the stages';
COMMENT ON COLUMN weir_bi.fact_alert_funnel.alerts IS 'Alerts that came at least this far';
COMMENT ON COLUMN weir_bi.fact_alert_funnel.amount IS 'Their amounts';

CREATE OR REPLACE VIEW weir_bi.fact_detector_yield AS
  SELECT
    d.detector,
    d.maturity,
    count(a.alert_id)::integer AS alerts,
    count(*) FILTER (WHERE a.is_open)::integer AS open_alerts,
    count(*) FILTER (WHERE NOT a.is_open)::integer AS closed_alerts,
    count(*) FILTER (WHERE a.outcome = 'false_positive')::integer AS false_positives,
    count(*) FILTER (WHERE a.outcome = 'explained')::integer AS explained,
    count(*) FILTER (WHERE a.escalated_at IS NOT NULL)::integer AS escalated_alerts,
    (count(*) FILTER (WHERE a.outcome IN ('false_positive', 'explained'))::numeric
      / nullif(count(*) FILTER (WHERE NOT a.is_open OR a.escalated_at IS NOT NULL), 0))::numeric(5, 4) AS no_action_share,
    (count(*) FILTER (WHERE a.escalated_at IS NOT NULL)::numeric
      / nullif(count(*) FILTER (WHERE NOT a.is_open OR a.escalated_at IS NOT NULL), 0))::numeric(5, 4) AS productive_share,
    coalesce(sum(a.amount), 0) AS amount,
    coalesce(max(a.amount), 0) AS largest_amount,
    count(DISTINCT a.subject_id)::integer AS subjects,
    count(DISTINCT a.case_id)::integer AS cases
  FROM weir_bi.dim_detector AS d
  LEFT JOIN weir_bi.fact_alert AS a USING (detector)
  GROUP BY d.detector, d.maturity;
COMMENT ON VIEW weir_bi.fact_detector_yield IS 'What each detector''s alerts came to';
COMMENT ON COLUMN weir_bi.fact_detector_yield.detector IS 'The detector (dim_detector)';
COMMENT ON COLUMN weir_bi.fact_detector_yield.maturity IS 'active or shadow';
COMMENT ON COLUMN weir_bi.fact_detector_yield.alerts IS 'Alerts in all';
COMMENT ON COLUMN weir_bi.fact_detector_yield.open_alerts IS 'Open ones';
COMMENT ON COLUMN weir_bi.fact_detector_yield.closed_alerts IS 'Closed ones';
COMMENT ON COLUMN weir_bi.fact_detector_yield.false_positives IS 'Closed as false positives';
COMMENT ON COLUMN weir_bi.fact_detector_yield.explained IS 'Closed because there was an innocent explanation';
COMMENT ON COLUMN weir_bi.fact_detector_yield.escalated_alerts IS 'Alerts that were ever escalated';
COMMENT ON COLUMN weir_bi.fact_detector_yield.no_action_share IS 'Closed as false positive or explained, of all decided: closed or escalated';
COMMENT ON COLUMN weir_bi.fact_detector_yield.productive_share IS 'Escalated, of all decided';
COMMENT ON COLUMN weir_bi.fact_detector_yield.amount IS 'Amounts of its alerts';
COMMENT ON COLUMN weir_bi.fact_detector_yield.largest_amount IS 'Amount of its largest alert';
COMMENT ON COLUMN weir_bi.fact_detector_yield.subjects IS 'Distinct subjects';
COMMENT ON COLUMN weir_bi.fact_detector_yield.cases IS 'Cases its alerts are in';

CREATE OR REPLACE VIEW weir_bi.fact_detector_overlap AS
  SELECT
    a.detector AS detector,
    b.detector AS other_detector,
    count(DISTINCT a.case_id)::integer AS cases,
    count(DISTINCT a.subject_id) FILTER (WHERE a.subject_id = b.subject_id)::integer AS subjects
  FROM weir_bi.fact_alert AS a
  JOIN weir_bi.fact_alert AS b ON b.case_id = a.case_id AND b.detector <> a.detector
  GROUP BY a.detector, b.detector;
COMMENT ON VIEW weir_bi.fact_detector_overlap IS 'Which detectors meet in one case: each pair in both orders';
COMMENT ON COLUMN weir_bi.fact_detector_overlap.detector IS 'A detector (dim_detector)';
COMMENT ON COLUMN weir_bi.fact_detector_overlap.other_detector IS 'Another (dim_detector)';
COMMENT ON COLUMN weir_bi.fact_detector_overlap.cases IS 'Cases in which both have alerts';
COMMENT ON COLUMN weir_bi.fact_detector_overlap.subjects IS 'Subjects that both have alerts about';
