-- Routes for BI: how money got from a subject to a destination, step by step.

CREATE OR REPLACE VIEW weir_bi.fact_route_hop AS
  SELECT
    t.alert_id::text AS alert_id,
    t.route_no,
    t.hop,
    t.transaction_id,
    t.debtor_id,
    t.creditor_id,
    t.amount,
    a.currency,
    lag(t.amount) OVER route - t.amount AS kept_amount,
    t.booked_at,
    extract(epoch FROM t.booked_at - lag(t.booked_at) OVER route)::bigint AS dwell_seconds,
    t.hop = max(t.hop) OVER (PARTITION BY t.alert_id, t.route_no) AS is_last_hop,
    p.sink_class
  FROM weir.alert_transactions AS t
  JOIN weir.alerts AS a USING (alert_id)
  LEFT JOIN weir.parties AS p ON p.party_id = t.creditor_id
  WHERE t.role = 'hop'
  WINDOW route AS (PARTITION BY t.alert_id, t.route_no ORDER BY t.hop);
COMMENT ON VIEW weir_bi.fact_route_hop IS 'The steps of every route shown in an alert; routes are examples, and their hops do not add up to the alert''s amount';
COMMENT ON COLUMN weir_bi.fact_route_hop.alert_id IS 'The alert (fact_alert)';
COMMENT ON COLUMN weir_bi.fact_route_hop.route_no IS 'Route of the alert, from 1';
COMMENT ON COLUMN weir_bi.fact_route_hop.hop IS 'Place on the route, 1 for the subject''s own payment';
COMMENT ON COLUMN weir_bi.fact_route_hop.transaction_id IS 'The transaction, as the warehouse calls it';
COMMENT ON COLUMN weir_bi.fact_route_hop.debtor_id IS 'Who paid (dim_party)';
COMMENT ON COLUMN weir_bi.fact_route_hop.creditor_id IS 'Who was paid (dim_party)';
COMMENT ON COLUMN weir_bi.fact_route_hop.amount IS 'What the route carried through this step, in currency';
COMMENT ON COLUMN weir_bi.fact_route_hop.currency IS 'Reporting currency, ISO 4217';
COMMENT ON COLUMN weir_bi.fact_route_hop.kept_amount IS 'What the step before carried more: kept on the way; null for the first step';
COMMENT ON COLUMN weir_bi.fact_route_hop.booked_at IS 'When it was booked';
COMMENT ON COLUMN weir_bi.fact_route_hop.dwell_seconds IS 'How long the money rested before this step; null for the first';
COMMENT ON COLUMN weir_bi.fact_route_hop.is_last_hop IS 'Whether it reached the destination';
COMMENT ON COLUMN weir_bi.fact_route_hop.sink_class IS 'What the lists say the creditor is (dim_sink_class)';

CREATE OR REPLACE VIEW weir_bi.fact_route AS
  SELECT
    r.alert_id, r.route_no, r.hops, r.origin_id, r.destination_id, r.sink_class, r.sent_amount, r.arrived_amount,
    r.currency, r.started_at, r.arrived_at,
    (r.started_at AT TIME ZONE 'UTC')::date AS started_date,
    extract(epoch FROM r.arrived_at - r.started_at)::bigint AS travel_seconds,
    o.holder_name AS origin_name,
    d.holder_name AS destination_name,
    d.institution_name AS destination_institution
  FROM (
    SELECT
      alert_id,
      route_no,
      max(hop) AS hops,
      max(debtor_id) FILTER (WHERE hop = 1) AS origin_id,
      max(creditor_id) FILTER (WHERE is_last_hop) AS destination_id,
      max(sink_class) FILTER (WHERE is_last_hop) AS sink_class,
      max(amount) FILTER (WHERE hop = 1) AS sent_amount,
      max(amount) FILTER (WHERE is_last_hop) AS arrived_amount,
      max(currency) AS currency,
      min(booked_at) AS started_at,
      max(booked_at) AS arrived_at
    FROM weir_bi.fact_route_hop
    GROUP BY alert_id, route_no
  ) AS r
  LEFT JOIN weir_bi.dim_party AS o ON o.party_id = r.origin_id
  LEFT JOIN weir_bi.dim_party AS d ON d.party_id = r.destination_id;
COMMENT ON VIEW weir_bi.fact_route IS 'Every route shown in an alert, from its origin to its destination';
COMMENT ON COLUMN weir_bi.fact_route.alert_id IS 'The alert (fact_alert)';
COMMENT ON COLUMN weir_bi.fact_route.route_no IS 'Route of the alert, from 1';
COMMENT ON COLUMN weir_bi.fact_route.hops IS 'Transactions on the route';
COMMENT ON COLUMN weir_bi.fact_route.origin_id IS 'Where it begins (dim_party)';
COMMENT ON COLUMN weir_bi.fact_route.destination_id IS 'Where it ends (dim_party)';
COMMENT ON COLUMN weir_bi.fact_route.sink_class IS 'What the lists say the destination is (dim_sink_class)';
COMMENT ON COLUMN weir_bi.fact_route.sent_amount IS 'What it carried in the first step, in currency';
COMMENT ON COLUMN weir_bi.fact_route.arrived_amount IS 'What it carried in the last step, in currency';
COMMENT ON COLUMN weir_bi.fact_route.currency IS 'Reporting currency, ISO 4217';
COMMENT ON COLUMN weir_bi.fact_route.started_at IS 'Booking of the first step';
COMMENT ON COLUMN weir_bi.fact_route.arrived_at IS 'Booking of the last step';
COMMENT ON COLUMN weir_bi.fact_route.started_date IS 'Day of started_at in UTC (dim_date)';
COMMENT ON COLUMN weir_bi.fact_route.travel_seconds IS 'From the first step to the last';
COMMENT ON COLUMN weir_bi.fact_route.origin_name IS 'Holder of the origin';
COMMENT ON COLUMN weir_bi.fact_route.destination_name IS 'Holder of the destination';
COMMENT ON COLUMN weir_bi.fact_route.destination_institution IS 'Bank, wallet provider or exchange of the destination';
