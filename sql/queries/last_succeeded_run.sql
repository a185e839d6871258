-- The newest as-of of a succeeded run.
SELECT max(as_of) FROM weir.runs WHERE outcome = 'succeeded';
