-- List versions by the labels alerts record ($1): name and version.
SELECT list, version, sha256, row_count
FROM weir.list_versions
WHERE list || ' ' || version = ANY ($1::text[])
ORDER BY list, list_version_id;
