-- The entries of a list version ($1), in their order.
SELECT class, matcher, value, network, kinds, country, name, jurisdiction, linkage, source, note
FROM weir.list_entries
WHERE list_version_id = $1::bigint
ORDER BY entry_no;
