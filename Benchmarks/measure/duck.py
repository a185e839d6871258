"""DuckDB on the trace's question, one thread, data in memory: prints seconds and how many transactions at which distance.

The question: which transactions lie on a way to a sink in so many hops, no rest on the way longer than the limit?
"""

import argparse
import json
import time

import duckdb

# DuckDB's best: hop by hop, and an ASOF join finds for each payment the first payment its creditor sent on. One row is
# enough to know that there is a way; a plain join would make a row for each pair.
FIRST = """
CREATE TEMP TABLE way AS
SELECT transaction, booked_at, debtor, 1 AS hops FROM ledger SEMI JOIN sinks ON sinks.party = ledger.creditor
"""
NEXT = """
INSERT INTO way
SELECT earlier.transaction, earlier.booked_at, earlier.debtor, $hop
FROM (
  SELECT * FROM ledger ANTI JOIN sinks ON sinks.party = ledger.creditor
  SEMI JOIN (SELECT DISTINCT debtor FROM way WHERE hops = $hop - 1) AS payers ON payers.debtor = ledger.creditor
) AS earlier
ASOF JOIN (SELECT debtor, booked_at FROM way WHERE hops = $hop - 1) AS later
  ON earlier.creditor = later.debtor AND later.booked_at >= earlier.booked_at
WHERE later.booked_at - earlier.booked_at <= $dwell
"""
RECURSIVE = """
CREATE TEMP TABLE way AS
WITH RECURSIVE way AS (
  SELECT transaction, booked_at, debtor, 1 AS hops FROM ledger SEMI JOIN sinks ON sinks.party = ledger.creditor
  UNION
  SELECT earlier.transaction, earlier.booked_at, earlier.debtor, way.hops + 1
  FROM way
  JOIN ledger AS earlier ON earlier.creditor = way.debtor AND earlier.booked_at BETWEEN way.booked_at - {dwell} AND way.booked_at
  ANTI JOIN sinks ON sinks.party = way.debtor
  WHERE way.hops < {hops}
)
FROM way
"""

arguments = argparse.ArgumentParser()
arguments.add_argument("way", choices=["hops", "recursive"])
arguments.add_argument("--ledger", required=True)
arguments.add_argument("--sinks", required=True)
arguments.add_argument("--reached", help="what Weir says reached a sink, to be looked for among the ways")
arguments.add_argument("--hops", type=int, required=True)
arguments.add_argument("--dwell", type=int, required=True)
asked = arguments.parse_args()

database = duckdb.connect(config={"threads": 1})
read = "CREATE TABLE {0} AS SELECT * FROM read_csv('{1}', delim='\t', header=false, columns={2})"
database.execute(read.format(
    "ledger", asked.ledger, {"transaction": "INTEGER", "booked_at": "BIGINT", "debtor": "INTEGER", "creditor": "INTEGER"}))
database.execute(read.format("sinks", asked.sinks, {"party": "INTEGER", "class": "VARCHAR"}))

began = time.monotonic()
if asked.way == "hops":
    database.execute(FIRST)
    for hop in range(2, asked.hops + 1):
        database.execute(NEXT, {"hop": hop, "dwell": asked.dwell})
else:
    database.execute(RECURSIVE.format(hops=asked.hops, dwell=asked.dwell))
seconds = time.monotonic() - began


def by_hops(relation):
    return {str(hops): count for hops, count in database.execute(
        f"SELECT hops, count(*) FROM {relation} GROUP BY hops ORDER BY hops").fetchall()}


said = {"seconds": seconds, "found": by_hops("way")}
if asked.reached:
    database.execute(
        f"CREATE TABLE reached AS SELECT DISTINCT * FROM read_csv('{asked.reached}', header=true,"
        " columns={'transaction': 'INTEGER', 'hops': 'INTEGER'})")
    said["reached"] = by_hops("reached")
    said["elsewhere"] = database.execute(
        "SELECT count(*) FROM reached ANTI JOIN way USING (transaction, hops)").fetchone()[0]
print(json.dumps(said))
