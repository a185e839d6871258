-- Records an import: $1 list, $2 version, $3 format, $4 sha256, $5 published, $6 rows, $7 added, $8 removed.
INSERT INTO weir.list_versions (list, version, format, sha256, published_on, row_count, added, removed, imported_at, imported_by)
VALUES ($1, $2, $3, $4, $5::date, $6::integer, $7::integer, $8::integer, clock_timestamp(), session_user)
RETURNING list_version_id;
