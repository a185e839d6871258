-- The newest version of every list.
SELECT DISTINCT ON (list) list_version_id, list, version, format, sha256, published_on, row_count, imported_at
FROM weir.list_versions
ORDER BY list, list_version_id DESC;
