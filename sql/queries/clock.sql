-- The warehouse's clock: the only one a run looks at.
SELECT clock_timestamp();
