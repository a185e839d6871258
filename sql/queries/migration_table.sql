-- Whether this database has ever been migrated.
SELECT to_regclass('weir.schema_migrations') IS NOT NULL;
