-- Keeps a draft as it was written. $1 case, $2 kind, $3 as-of, $4 and $5 period, $6 amount, $7 cumulative amount, $8 currency,
-- $9 narrative, $10 XML, $11 and $12 the attachment's name and text, $13 the neutral case, $14 faults.
INSERT INTO weir_sar.drafts (
  case_id, kind, as_of, period_from, period_to, amount, cumulative_amount, currency, narrative, report_xml,
  attachment_name, attachment, case_json, faults
) VALUES (
  $1::uuid, $2, $3::timestamptz, $4::date, $5::date, $6::numeric, $7::numeric, $8, $9, $10, $11, $12, $13::jsonb,
  $14::text[]
)
RETURNING draft_id;
