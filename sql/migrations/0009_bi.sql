-- What the views of `sql/bi` need besides the alert tables: what a detector is, who a party is, when a clock runs out.

-- Views run with their owner's rights, functions in them with the reader's: these look at tables a BI tool may not.
ALTER FUNCTION weir.newest_point() SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
ALTER FUNCTION weir.evidence_count(uuid) SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
ALTER FUNCTION weir.material_growth(text, text, numeric, integer, text, numeric, integer, text)
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp;

CREATE FUNCTION weir.after_business_days(start timestamptz, days integer) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS $$
  SELECT due
  FROM generate_series(start + interval '1 day', start + (days * 2 + 4) * interval '1 day', interval '1 day') AS due
  WHERE extract(isodow FROM due AT TIME ZONE 'UTC') < 6
  ORDER BY due
  OFFSET days - 1
  LIMIT 1;
$$;
COMMENT ON FUNCTION weir.after_business_days(timestamptz, integer) IS
  'The same time of day so many business days later: Monday to Friday in UTC; holidays are not known';

CREATE TABLE weir.detectors (
  detector text CONSTRAINT detectors_pkey PRIMARY KEY,
  version integer NOT NULL,
  maturity text NOT NULL,
  answers text NOT NULL,
  misses text NOT NULL,
  look_alikes text NOT NULL
);
COMMENT ON TABLE weir.detectors IS 'What each detector is, as the newest run had it';

CREATE TABLE weir.detector_signals (
  detector text NOT NULL CONSTRAINT detector_signals_detector REFERENCES weir.detectors,
  code text NOT NULL,
  family text NOT NULL,
  points integer NOT NULL,
  because text NOT NULL,
  CONSTRAINT detector_signals_pkey PRIMARY KEY (detector, code)
);
COMMENT ON TABLE weir.detector_signals IS 'The signals a detector can raise, as the newest run that knew them had them';

CREATE TABLE weir.detector_red_flags (
  detector text NOT NULL CONSTRAINT detector_red_flags_detector REFERENCES weir.detectors,
  flag_no integer NOT NULL,
  source text NOT NULL,
  indicator text NOT NULL,
  CONSTRAINT detector_red_flags_pkey PRIMARY KEY (detector, flag_no)
);
COMMENT ON TABLE weir.detector_red_flags IS 'The published red flags a detector answers';

CREATE TABLE weir.parties (
  party_id text CONSTRAINT parties_pkey PRIMARY KEY,
  kind text NOT NULL,
  holder_name text,
  holder_type text,
  role text,
  country text,
  institution_name text,
  bic text,
  number_masked text,
  network text,
  address_masked text,
  owner_id text,
  sink_class text
);
COMMENT ON TABLE weir.parties IS 'Who the parties in evidence are, as the newest run that wrote one of their alerts saw them';
COMMENT ON COLUMN weir.parties.kind IS 'account, the kind of an endpoint, or destination for what is known by a number or address alone';
COMMENT ON COLUMN weir.parties.number_masked IS 'The last four characters of the account number';
COMMENT ON COLUMN weir.parties.address_masked IS 'The last four characters of the wallet address';
COMMENT ON COLUMN weir.parties.owner_id IS 'The account that registered an endpoint';
COMMENT ON COLUMN weir.parties.sink_class IS 'What the lists say an endpoint is';
