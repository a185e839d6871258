-- One run at a time, for as long as this session lives: a killed run lets go by dying.
SELECT pg_try_advisory_lock(hashtext('weir'), hashtext('run'));
