-- One alert per scheme. The unique key, not the schedule, is what keeps an alert from being doubled.

CREATE TABLE weir.alerts (
  alert_id uuid CONSTRAINT alerts_pkey PRIMARY KEY,
  scheme_key text NOT NULL CONSTRAINT alerts_scheme_key UNIQUE,
  detector text NOT NULL,
  detector_version integer NOT NULL,
  subject_id text NOT NULL,
  severity text NOT NULL CONSTRAINT alerts_severity CHECK (severity IN ('low', 'medium', 'high', 'critical')),
  score integer NOT NULL,
  headline text NOT NULL,
  reason_codes text[] NOT NULL,
  who_involved text NOT NULL,
  what_happened text NOT NULL,
  when_happened text NOT NULL,
  where_moved text NOT NULL,
  why_suspicious text NOT NULL,
  how_done text NOT NULL,
  amount numeric(20, 6) NOT NULL,
  currency text NOT NULL,
  transaction_count integer NOT NULL,
  hops_max integer NOT NULL,
  sink_classes text[] NOT NULL,
  window_from timestamptz NOT NULL,
  window_to timestamptz NOT NULL,
  first_seen_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  first_run_id bigint NOT NULL CONSTRAINT alerts_first_run REFERENCES weir.runs,
  last_run_id bigint NOT NULL CONSTRAINT alerts_last_run REFERENCES weir.runs,
  maturity text NOT NULL CONSTRAINT alerts_maturity CHECK (maturity IN ('shadow', 'active')),
  lower_bound boolean NOT NULL,
  measures jsonb NOT NULL,
  fingerprint text[] NOT NULL,
  list_versions text[] NOT NULL
);
COMMENT ON TABLE weir.alerts IS 'One row per scheme; evidence only grows';
COMMENT ON COLUMN weir.alerts.alert_id IS 'Derived from scheme_key, so it is the same in every copy of the warehouse';
COMMENT ON COLUMN weir.alerts.scheme_key IS 'Digest of detector, subject and scheme fingerprint';
COMMENT ON COLUMN weir.alerts.subject_id IS 'Party the suspicion is about';
COMMENT ON COLUMN weir.alerts.score IS 'Sum of the points of the reason codes';
COMMENT ON COLUMN weir.alerts.amount IS 'Sum of alert_transactions.amount over the rows that count, in currency';
COMMENT ON COLUMN weir.alerts.transaction_count IS 'Distinct transactions in evidence';
COMMENT ON COLUMN weir.alerts.hops_max IS 'Transactions on the longest route, 0 when no route is meant';
COMMENT ON COLUMN weir.alerts.window_from IS 'Earliest instant searched for this alert';
COMMENT ON COLUMN weir.alerts.window_to IS 'Latest instant searched for this alert';
COMMENT ON COLUMN weir.alerts.first_seen_at IS 'First evaluation point that saw the scheme';
COMMENT ON COLUMN weir.alerts.last_seen_at IS 'Last evaluation point that saw the scheme';
COMMENT ON COLUMN weir.alerts.lower_bound IS 'Whether a cap or a hub cut something off';
COMMENT ON COLUMN weir.alerts.measures IS 'Figures behind the judgement, as of last_seen_at';
COMMENT ON COLUMN weir.alerts.list_versions IS 'Lists that classified the endpoints';
CREATE INDEX alerts_subject ON weir.alerts (subject_id);

CREATE TABLE weir.alert_transactions (
  alert_id uuid NOT NULL CONSTRAINT alert_transactions_alert REFERENCES weir.alerts,
  transaction_id text NOT NULL,
  role text NOT NULL,
  route_no integer,
  hop integer,
  amount numeric(20, 6) NOT NULL,
  amount_original numeric NOT NULL,
  currency_original text NOT NULL,
  booked_at timestamptz NOT NULL,
  debtor_id text NOT NULL,
  creditor_id text NOT NULL,
  counts boolean NOT NULL,
  route text NOT NULL,
  first_seen_at timestamptz NOT NULL
);
COMMENT ON TABLE weir.alert_transactions IS 'Transactions an alert rests on';
COMMENT ON COLUMN weir.alert_transactions.role IS 'routed, hop, charge, payout or context';
COMMENT ON COLUMN weir.alert_transactions.route_no IS 'Numbers the routes of an alert from 1; null off a route';
COMMENT ON COLUMN weir.alert_transactions.hop IS 'Place on the route, 1 for the subject''s own payment';
COMMENT ON COLUMN weir.alert_transactions.amount IS 'In the reporting currency: of a hop, what the route carried through it; of a routed payment, what of it reached a sink';
COMMENT ON COLUMN weir.alert_transactions.counts IS 'Whether the amount is part of the alert''s amount';
COMMENT ON COLUMN weir.alert_transactions.route IS 'Transaction ids of the route in order; empty off a route';
COMMENT ON COLUMN weir.alert_transactions.first_seen_at IS 'Evaluation point that first saw this row';
-- An expression, because the hop of a row off a route is null and null would not conflict with itself.
CREATE UNIQUE INDEX alert_transactions_key
  ON weir.alert_transactions (alert_id, transaction_id, role, route, (coalesce(hop, 0)));
CREATE INDEX alert_transactions_transaction ON weir.alert_transactions (transaction_id);

CREATE TABLE weir.alert_records (
  alert_id uuid NOT NULL CONSTRAINT alert_records_alert REFERENCES weir.alerts,
  relation text NOT NULL,
  record_id text NOT NULL,
  at timestamptz NOT NULL,
  summary text NOT NULL,
  first_seen_at timestamptz NOT NULL,
  CONSTRAINT alert_records_pkey PRIMARY KEY (alert_id, relation, record_id)
);
COMMENT ON TABLE weir.alert_records IS 'Evidence that is not a transaction: requests, changes, accounts';

-- Evidence only grows: a row may be dated earlier or count for more when an earlier point is evaluated later, no more.
CREATE FUNCTION weir.refuse_lost_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.alert_id = OLD.alert_id AND NEW.first_seen_at <= OLD.first_seen_at THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% on %.% refused: evidence only grows', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER alert_transactions_only_grow BEFORE UPDATE OR DELETE ON weir.alert_transactions
  FOR EACH ROW EXECUTE FUNCTION weir.refuse_lost_evidence();
CREATE TRIGGER alert_records_only_grow BEFORE UPDATE OR DELETE ON weir.alert_records
  FOR EACH ROW EXECUTE FUNCTION weir.refuse_lost_evidence();

-- For tables whose rows are never changed by anybody.
CREATE FUNCTION weir.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on %.% refused: it is append-only', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER alert_transactions_kept BEFORE TRUNCATE ON weir.alert_transactions
  FOR EACH STATEMENT EXECUTE FUNCTION weir.refuse_change();
CREATE TRIGGER alert_records_kept BEFORE TRUNCATE ON weir.alert_records
  FOR EACH STATEMENT EXECUTE FUNCTION weir.refuse_change();
CREATE TRIGGER alerts_kept BEFORE DELETE OR TRUNCATE ON weir.alerts
  FOR EACH STATEMENT EXECUTE FUNCTION weir.refuse_change();
