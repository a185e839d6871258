-- Takes in the entries of a list version.
COPY weir.list_entries (list_version_id, entry_no, class, matcher, value, network, kinds, country, name, jurisdiction, linkage, source, note) FROM STDIN
