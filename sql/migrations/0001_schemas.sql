-- The three schemas Weir owns. Nothing is ever written outside them.
CREATE SCHEMA weir;
COMMENT ON SCHEMA weir IS 'Alerts on money routed to PRC-linked endpoints and other red flags, with the log of the runs that made them';
CREATE SCHEMA weir_bi;
COMMENT ON SCHEMA weir_bi IS 'Plain views for BI tools';
-- Closed to BI and to the job: confidentiality covers the very existence of what is kept here.
CREATE SCHEMA weir_sar;
COMMENT ON SCHEMA weir_sar IS 'Drafts for compliance only';

CREATE TABLE weir.schema_migrations (
  version integer CONSTRAINT schema_migrations_pkey PRIMARY KEY,
  name text NOT NULL,
  sha256 text NOT NULL,
  applied_at timestamptz NOT NULL
);
COMMENT ON TABLE weir.schema_migrations IS 'Which migrations this database has';
