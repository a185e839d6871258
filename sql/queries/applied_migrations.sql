-- The migrations this database has, oldest first.
SELECT version, name, sha256 FROM weir.schema_migrations ORDER BY version;
