-- Dimensions for BI.

CREATE OR REPLACE VIEW weir_bi.dim_date AS
  SELECT
    day::date AS date,
    extract(year FROM day)::integer AS year,
    extract(quarter FROM day)::integer AS quarter,
    extract(month FROM day)::integer AS month,
    to_char(day, 'YYYY-MM') AS year_month,
    to_char(day, 'IYYY"-W"IW') AS iso_week,
    extract(isodow FROM day)::integer AS day_of_week,
    to_char(day, 'Dy') AS day_name,
    extract(isodow FROM day) < 6 AS is_business_day
  FROM (
    SELECT min(window_from) AS first, max(as_of) AS last FROM weir.runs
  ) AS span
  CROSS JOIN generate_series(
    date_trunc('year', span.first AT TIME ZONE 'UTC'),
    date_trunc('year', span.last AT TIME ZONE 'UTC') + interval '1 year' - interval '1 day', interval '1 day') AS day;
COMMENT ON VIEW weir_bi.dim_date IS 'Every day of the years that runs have looked at, in UTC';
COMMENT ON COLUMN weir_bi.dim_date.date IS 'The day';
COMMENT ON COLUMN weir_bi.dim_date.year IS 'Calendar year';
COMMENT ON COLUMN weir_bi.dim_date.quarter IS 'Calendar quarter, 1 to 4';
COMMENT ON COLUMN weir_bi.dim_date.month IS 'Month, 1 to 12';
COMMENT ON COLUMN weir_bi.dim_date.year_month IS 'Such as 2026-03';
COMMENT ON COLUMN weir_bi.dim_date.iso_week IS 'ISO 8601 week, such as 2026-W09';
COMMENT ON COLUMN weir_bi.dim_date.day_of_week IS '1 for Monday to 7 for Sunday';
COMMENT ON COLUMN weir_bi.dim_date.day_name IS 'Such as Mon';
COMMENT ON COLUMN weir_bi.dim_date.is_business_day IS 'Monday to Friday; holidays are not known';

CREATE OR REPLACE VIEW weir_bi.dim_detector AS
  SELECT d.detector, d.version, d.maturity, d.answers, d.misses, d.look_alikes,
    (SELECT count(*) FROM weir.detector_signals AS s WHERE s.detector = d.detector)::integer AS reason_code_count,
    (SELECT count(*) FROM weir.detector_red_flags AS f WHERE f.detector = d.detector)::integer AS red_flag_count
  FROM weir.detectors AS d;
COMMENT ON VIEW weir_bi.dim_detector IS 'What each detector is';
COMMENT ON COLUMN weir_bi.dim_detector.detector IS 'Its id';
COMMENT ON COLUMN weir_bi.dim_detector.version IS 'Version in the newest run';
COMMENT ON COLUMN weir_bi.dim_detector.maturity IS 'active, or shadow: its alerts ask nobody';
COMMENT ON COLUMN weir_bi.dim_detector.answers IS 'The question it answers';
COMMENT ON COLUMN weir_bi.dim_detector.misses IS 'What it does not see';
COMMENT ON COLUMN weir_bi.dim_detector.look_alikes IS 'Innocent things that look like it, and how they are told apart';
COMMENT ON COLUMN weir_bi.dim_detector.reason_code_count IS 'How many signals it can raise (dim_reason_code)';
COMMENT ON COLUMN weir_bi.dim_detector.red_flag_count IS 'How many published red flags it answers (dim_red_flag)';

CREATE OR REPLACE VIEW weir_bi.dim_reason_code AS
  SELECT detector, code AS reason_code, family, points, because FROM weir.detector_signals;
COMMENT ON VIEW weir_bi.dim_reason_code IS 'The signals detectors raise; the key is detector and reason_code';
COMMENT ON COLUMN weir_bi.dim_reason_code.detector IS 'Detector that raises it (dim_detector)';
COMMENT ON COLUMN weir_bi.dim_reason_code.reason_code IS 'The signal';
COMMENT ON COLUMN weir_bi.dim_reason_code.family IS 'Family of signals with one kind of cause: path, identity, crypto, theft, network, access or market';
COMMENT ON COLUMN weir_bi.dim_reason_code.points IS 'What it adds to a score';
COMMENT ON COLUMN weir_bi.dim_reason_code.because IS 'Ends: this is suspicious because …';

CREATE OR REPLACE VIEW weir_bi.dim_red_flag AS
  SELECT detector, flag_no, source, indicator, indicator_id, kind, reason_codes FROM weir.detector_red_flags;
COMMENT ON VIEW weir_bi.dim_red_flag IS 'Published red flags and the detectors that answer them; the key is detector and flag_no';
COMMENT ON COLUMN weir_bi.dim_red_flag.detector IS 'Detector that answers it (dim_detector)';
COMMENT ON COLUMN weir_bi.dim_red_flag.flag_no IS 'Number among the detector''s red flags';
COMMENT ON COLUMN weir_bi.dim_red_flag.source IS 'Who published it, and when';
COMMENT ON COLUMN weir_bi.dim_red_flag.indicator IS 'The indicator, in our words';
COMMENT ON COLUMN weir_bi.dim_red_flag.indicator_id IS 'Its id in the register of published indicators; one that several detectors answer has a row for each';
COMMENT ON COLUMN weir_bi.dim_red_flag.kind IS 'red flag, or mitigation';
COMMENT ON COLUMN weir_bi.dim_red_flag.reason_codes IS 'The signals that answer it, separated by commas (dim_reason_code)';

CREATE OR REPLACE VIEW weir_bi.dim_party AS
  SELECT p.party_id, p.kind, p.kind NOT IN ('account', 'destination') AS is_endpoint, p.holder_name, p.holder_type, p.role,
    p.country, p.institution_name, p.bic, p.number_masked, p.network, p.address_masked, p.owner_id, p.sink_class,
    EXISTS (SELECT FROM weir.alerts AS a WHERE a.subject_id = p.party_id) AS is_subject
  FROM weir.parties AS p;
COMMENT ON VIEW weir_bi.dim_party IS 'Accounts and endpoints in evidence; numbers and addresses keep their last four characters';
COMMENT ON COLUMN weir_bi.dim_party.party_id IS 'Identifier of the account or endpoint, as the warehouse calls it';
COMMENT ON COLUMN weir_bi.dim_party.kind IS 'account; bank_account, card, e_wallet, crypto_wallet or exchange_account; destination for what is known by a number alone';
COMMENT ON COLUMN weir_bi.dim_party.is_endpoint IS 'Whether money leaves or enters the platform there';
COMMENT ON COLUMN weir_bi.dim_party.holder_name IS 'Holder, of an endpoint without one the account that registered it';
COMMENT ON COLUMN weir_bi.dim_party.holder_type IS 'individual or organisation; of an account';
COMMENT ON COLUMN weir_bi.dim_party.role IS 'client, worker, vendor or platform; of an account';
COMMENT ON COLUMN weir_bi.dim_party.country IS 'Declared country, ISO 3166-1 alpha-2';
COMMENT ON COLUMN weir_bi.dim_party.institution_name IS 'Bank, wallet provider or exchange; of an endpoint';
COMMENT ON COLUMN weir_bi.dim_party.bic IS 'BIC of the institution; of an endpoint';
COMMENT ON COLUMN weir_bi.dim_party.number_masked IS 'Account number, all but its last four characters hidden';
COMMENT ON COLUMN weir_bi.dim_party.network IS 'Network of a wallet';
COMMENT ON COLUMN weir_bi.dim_party.address_masked IS 'Wallet address, all but its last four characters hidden';
COMMENT ON COLUMN weir_bi.dim_party.owner_id IS 'Account that registered the endpoint (dim_party)';
COMMENT ON COLUMN weir_bi.dim_party.sink_class IS 'What the lists say it is; null for everybody else (dim_sink_class)';
COMMENT ON COLUMN weir_bi.dim_party.is_subject IS 'Whether an alert is about it';

CREATE OR REPLACE VIEW weir_bi.dim_sink_class (sink_class, rank, meaning) AS VALUES
  ('sanctioned', 1, 'a party, account or address on a sanctions list'),
  ('prc_bank', 2, 'a bank in the People''s Republic of China'),
  ('prc_wallet', 3, 'an e-wallet of the People''s Republic of China'),
  ('exchange', 4, 'a virtual-asset exchange'),
  ('prc_bank_abroad', 5, 'a bank of the People''s Republic of China in another country'),
  ('hk_mo_bank', 6, 'a bank in Hong Kong or Macau');
COMMENT ON VIEW weir_bi.dim_sink_class IS 'What the lists say a destination is';
COMMENT ON COLUMN weir_bi.dim_sink_class.sink_class IS 'The class';
COMMENT ON COLUMN weir_bi.dim_sink_class.rank IS 'Of several classes the smallest counts';
COMMENT ON COLUMN weir_bi.dim_sink_class.meaning IS 'In words';

CREATE OR REPLACE VIEW weir_bi.dim_severity (severity, severity_rank, meaning) AS VALUES
  ('critical', 4, 'an exact match to a sanctions list'),
  ('high', 3, 'strong signals of two independent families'),
  ('medium', 2, 'strong signals of one family'),
  ('low', 1, 'weak signals');
COMMENT ON VIEW weir_bi.dim_severity IS 'How urgent alerts and cases are';
COMMENT ON COLUMN weir_bi.dim_severity.severity IS 'The severity';
COMMENT ON COLUMN weir_bi.dim_severity.severity_rank IS '1 for low up to 4 for critical, to sort by';
COMMENT ON COLUMN weir_bi.dim_severity.meaning IS 'In words';

CREATE OR REPLACE VIEW weir_bi.dim_state (state, state_rank, is_open, meaning) AS VALUES
  ('new', 1, true, 'nobody has looked'),
  ('resurfaced', 2, true, 'it was closed, and has grown materially since'),
  ('assigned', 3, true, 'somebody has it'),
  ('in_review', 4, true, 'somebody is at work on it'),
  ('escalated', 5, true, 'it was passed on for a decision'),
  ('closed', 6, false, 'nothing is left to do');
COMMENT ON VIEW weir_bi.dim_state IS 'Where alerts and cases can stand';
COMMENT ON COLUMN weir_bi.dim_state.state IS 'The state';
COMMENT ON COLUMN weir_bi.dim_state.state_rank IS 'Order of progress, to sort by';
COMMENT ON COLUMN weir_bi.dim_state.is_open IS 'Whether work is left';
COMMENT ON COLUMN weir_bi.dim_state.meaning IS 'In words';
