-- What the contract's schema ($1) really has: one row a column, none for a relation that is missing.
SELECT class.relname, attribute.attname, format_type(type.oid, NULL), type.typtype = 'e',
  has_table_privilege(class.oid, 'SELECT')
FROM pg_namespace AS namespace
JOIN pg_class AS class ON class.relnamespace = namespace.oid AND class.relkind IN ('r', 'v', 'm', 'f', 'p')
JOIN pg_attribute AS attribute ON attribute.attrelid = class.oid AND attribute.attnum > 0 AND NOT attribute.attisdropped
JOIN pg_type AS type ON type.oid = attribute.atttypid
WHERE namespace.nspname = $1
ORDER BY class.relname, attribute.attnum;
