-- Notes a migration ($1 version, $2 name, $3 sha256) as applied.
INSERT INTO weir.schema_migrations (version, name, sha256, applied_at)
VALUES ($1::integer, $2, $3, clock_timestamp());
