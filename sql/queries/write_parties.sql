-- Keeps who parties are; parallel arrays, one element a party, in the order of the columns.
INSERT INTO weir.parties AS known (
  party_id, kind, holder_name, holder_type, role, country, institution_name, bic, number_masked, network, address_masked,
  owner_id, sink_class
)
SELECT party_id, kind, holder_name, holder_type, role, country, institution_name, bic, number_masked, network,
  address_masked, owner_id, sink_class
FROM unnest(
  $1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
  $11::text[], $12::text[], $13::text[]
) AS row (
  party_id, kind, holder_name, holder_type, role, country, institution_name, bic, number_masked, network, address_masked,
  owner_id, sink_class
)
ON CONFLICT (party_id) DO UPDATE SET
  kind = excluded.kind, holder_name = excluded.holder_name, holder_type = excluded.holder_type, role = excluded.role,
  country = excluded.country, institution_name = excluded.institution_name, bic = excluded.bic,
  number_masked = excluded.number_masked, network = excluded.network, address_masked = excluded.address_masked,
  owner_id = excluded.owner_id, sink_class = excluded.sink_class
WHERE known IS DISTINCT FROM excluded;
