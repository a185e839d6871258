-- One migration at a time; the lock goes with the transaction.
SELECT pg_advisory_xact_lock(hashtext('weir'), hashtext('migrate'));
