-- Names this transaction's snapshot, so that other sessions can read in it for as long as the transaction is open.
SELECT pg_export_snapshot()
