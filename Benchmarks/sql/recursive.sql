-- Which transactions lie on a way to a sink in so many hops, no rest on the way longer than the limit (in microseconds)?
-- UNION keeps each (transaction, hops) once; without it every path is a row, and paths grow as a power of the degree.
WITH RECURSIVE way (transaction, booked_at, debtor, hops) AS (
  SELECT ledger.transaction, ledger.booked_at, ledger.debtor, 1
  FROM ledger
  JOIN sinks ON sinks.party = ledger.creditor
  UNION
  SELECT earlier.transaction, earlier.booked_at, earlier.debtor, way.hops + 1
  FROM way
  JOIN ledger AS earlier
    ON earlier.creditor = way.debtor AND earlier.booked_at BETWEEN way.booked_at - :dwell AND way.booked_at
  WHERE way.hops < :hops AND way.debtor NOT IN (SELECT party FROM sinks)
)
SELECT hops, count(*) FROM way GROUP BY hops ORDER BY hops;
