-- How PRC-linked banks, wallets, exchanges and sanctioned parties are recognised. Each import is a version; none is changed.

CREATE TABLE weir.list_versions (
  list_version_id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT list_versions_pkey PRIMARY KEY,
  list text NOT NULL,
  version text NOT NULL,
  format text NOT NULL,
  sha256 text NOT NULL,
  published_on date,
  row_count integer NOT NULL,
  added integer NOT NULL,
  removed integer NOT NULL,
  imported_at timestamptz NOT NULL,
  imported_by text NOT NULL
);
COMMENT ON TABLE weir.list_versions IS 'Every import of every list; the newest of a list is in force';
COMMENT ON COLUMN weir.list_versions.sha256 IS 'Digest of the imported files, byte for byte';
COMMENT ON COLUMN weir.list_versions.added IS 'Entries that the version before did not have';

CREATE TABLE weir.list_entries (
  list_version_id bigint NOT NULL CONSTRAINT list_entries_version REFERENCES weir.list_versions,
  entry_no integer NOT NULL,
  class text NOT NULL,
  matcher text NOT NULL,
  value text NOT NULL,
  network text,
  kinds text[] NOT NULL,
  country text,
  name text,
  jurisdiction text,
  linkage text,
  source text NOT NULL,
  note text,
  CONSTRAINT list_entries_pkey PRIMARY KEY (list_version_id, entry_no)
);
COMMENT ON TABLE weir.list_entries IS 'How to recognise an endpoint or a party, and what it is';
COMMENT ON COLUMN weir.list_entries.source IS 'Where this row comes from';
CREATE TRIGGER list_versions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON weir.list_versions
  FOR EACH STATEMENT EXECUTE FUNCTION weir.refuse_change();
CREATE TRIGGER list_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON weir.list_entries
  FOR EACH STATEMENT EXECUTE FUNCTION weir.refuse_change();
