-- The five roles (design §12). Run after every migration: a role that is missing is made if the migrating user may, and
-- reported if not; grants are repeated so that new tables are covered.
--
-- Setting `weir.source_schema` names the schema of the contract.

DO $$
DECLARE
  role text;
BEGIN
  FOREACH role IN ARRAY ARRAY['weir_reader', 'weir_job', 'weir_analyst', 'weir_bi', 'weir_compliance'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN', role);
      EXCEPTION
        WHEN duplicate_object OR unique_violation THEN NULL;
        WHEN insufficient_privilege THEN
          RAISE WARNING 'role % is missing and may not be created here; ask a superuser: CREATE ROLE %', role, role;
      END;
    END IF;
  END LOOP;
END $$;

-- Grants to a role that is not there are passed over: the warning above has said so.
CREATE OR REPLACE FUNCTION pg_temp.grant_if_there(grants text, role text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
    EXECUTE format('%s TO %I', grants, role);
  END IF;
EXCEPTION
  WHEN unique_violation THEN NULL;  -- another database of the server granted it at the same moment
  WHEN insufficient_privilege THEN
    RAISE WARNING 'may not run: % TO %', grants, role;
END $$;

DO $$
DECLARE
  source text := current_setting('weir.source_schema');
BEGIN
  IF EXISTS (SELECT FROM pg_namespace WHERE nspname = source) THEN
    PERFORM pg_temp.grant_if_there(format('GRANT USAGE ON SCHEMA %I', source), 'weir_reader');
    PERFORM pg_temp.grant_if_there(format('GRANT SELECT ON ALL TABLES IN SCHEMA %I', source), 'weir_reader');
  END IF;

  PERFORM pg_temp.grant_if_there('GRANT weir_reader', 'weir_job');
  PERFORM pg_temp.grant_if_there('GRANT USAGE ON SCHEMA weir', 'weir_job');
  PERFORM pg_temp.grant_if_there('GRANT SELECT ON ALL TABLES IN SCHEMA weir', 'weir_job');
  PERFORM pg_temp.grant_if_there(
    'GRANT INSERT, UPDATE ON weir.runs, weir.run_inputs, weir.run_input_days, weir.run_detectors, weir.run_alerts, '
    'weir.near_misses, weir.rejected_rows, weir.parameter_sets, weir.parameter_changes, weir.detector_parameter_sets, '
    'weir.alerts, weir.alert_transactions, weir.alert_records, weir.alert_ties, weir.cases, '
    'weir.case_alerts, weir.detectors, weir.detector_signals, weir.detector_red_flags, weir.parties',
    'weir_job');
  -- A case goes when it has become part of another, and its trigger sees to it that this is so.
  PERFORM pg_temp.grant_if_there('GRANT DELETE ON weir.cases', 'weir_job');
  -- What a detector no longer cites.
  PERFORM pg_temp.grant_if_there('GRANT DELETE ON weir.detector_red_flags', 'weir_job');
  PERFORM pg_temp.grant_if_there('GRANT INSERT ON weir.list_versions, weir.list_entries', 'weir_job');

  PERFORM pg_temp.grant_if_there('GRANT USAGE ON SCHEMA weir', 'weir_analyst');
  PERFORM pg_temp.grant_if_there('GRANT SELECT ON ALL TABLES IN SCHEMA weir', 'weir_analyst');
  PERFORM pg_temp.grant_if_there(
    'GRANT EXECUTE ON FUNCTION weir.record_event(uuid, text, text, text, text, text), '
    'weir.record_case_event(uuid, text, text, text, text, text)', 'weir_analyst');

  PERFORM pg_temp.grant_if_there('GRANT USAGE ON SCHEMA weir_bi', 'weir_bi');
  PERFORM pg_temp.grant_if_there('GRANT SELECT ON ALL TABLES IN SCHEMA weir_bi', 'weir_bi');

  PERFORM pg_temp.grant_if_there('GRANT weir_analyst', 'weir_compliance');
  -- Who works an alert does not silence it: another pair of eyes does.
  PERFORM pg_temp.grant_if_there(
    'GRANT EXECUTE ON FUNCTION weir.suppress(jsonb, text, text, timestamptz), weir.lift_suppression(bigint, text)',
    'weir_compliance');
  PERFORM pg_temp.grant_if_there('GRANT USAGE ON SCHEMA weir_sar', 'weir_compliance');
  PERFORM pg_temp.grant_if_there('GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA weir_sar', 'weir_compliance');
END $$;
