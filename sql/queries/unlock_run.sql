-- Lets the next run in.
SELECT pg_advisory_unlock(hashtext('weir'), hashtext('run'));
