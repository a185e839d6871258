-- Keeps who parties are; parallel arrays, one element a party, in the order of the columns.
INSERT INTO weir.parties AS known (
  party_id, kind, holder_name, holder_type, role, country, institution_name, bic, number_masked, network, address_masked,
  owner_id, sink_class
)
SELECT unnest($1::text[]), unnest($2::text[]), unnest($3::text[]), unnest($4::text[]), unnest($5::text[]), unnest($6::text[]),
  unnest($7::text[]), unnest($8::text[]), unnest($9::text[]), unnest($10::text[]), unnest($11::text[]), unnest($12::text[]),
  unnest($13::text[])
ON CONFLICT (party_id) DO UPDATE SET
  kind = excluded.kind, holder_name = excluded.holder_name, holder_type = excluded.holder_type, role = excluded.role,
  country = excluded.country, institution_name = excluded.institution_name, bic = excluded.bic,
  number_masked = excluded.number_masked, network = excluded.network, address_masked = excluded.address_masked,
  owner_id = excluded.owner_id, sink_class = excluded.sink_class
WHERE known IS DISTINCT FROM excluded;
