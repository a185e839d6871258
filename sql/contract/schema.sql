-- Whether the contract's schema ($1) exists and may be used.
SELECT has_schema_privilege(oid, 'USAGE') FROM pg_namespace WHERE nspname = $1;
