"""Tracing alone, beside what databases do with the same question."""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from process import BENCH, SQL, Failed, bench, output, psql
from warehouse import say

CONVENTIONS = ["fifo", "lifo", "pro-rata"]
HOPS = 5
DWELL = 72 * 3_600_000_000
CORE = 0


def alone(transactions, accounts, convention, sinks_per_mille, times, limit):
    """Columns in memory to routed amounts on one core; the median of several."""
    found = bench(
        "trace", "--transactions", transactions, "--accounts", accounts, "--convention", convention,
        "--sinks-per-mille", sinks_per_mille, "--times", times, "--max-hops", HOPS, core=CORE, limit=limit)
    result = {"transactions": transactions, "accounts": accounts, "convention": convention,
              "sinks_per_mille": sinks_per_mille}
    if found:
        seconds = median(found["seconds"])
        result |= {
            "seconds": seconds, "rows_per_second": transactions / seconds, "reached": found["reached"],
            "links": found["links"], "routed": found["routed"],
            "bytes_per_transaction": (found["peak_bytes"] - found["columns_bytes"]) / transactions}
        say(f"{transactions:>12,} {convention:8} {sinks_per_mille:4} ‰ sinks {seconds:7.3f} s"
            f"  {transactions / seconds / 1e6:6.2f} M transactions a second")
    else:
        say(f"{transactions:>12,} {convention:8} {sinks_per_mille:4} ‰ sinks more than {limit} s")
    return result


def hub(edges, convention, shape, times, limit):
    """An account with so many edges, beside as many edges in pairs."""
    result = {"edges": edges, "convention": convention, "shape": shape}
    found = bench("hub", "--edges", edges, "--convention", convention, "--shape", shape, "--times", times, core=CORE,
                  limit=limit)
    if found:
        result |= {"seconds": median(found["seconds"]), "links": found["links"], "peak_bytes": found["peak_bytes"]}
        say(f"{edges:>12,} edges {convention:8} {shape:5} {result['seconds']:7.3f} s")
    else:
        say(f"{edges:>12,} edges {convention:8} {shape:5} more than {limit} s")
    return result


def peers(transactions, accounts, sinks_per_mille, times, limit):
    """PostgreSQL's recursive CTE on an indexed table and DuckDB's best, interleaved with Weir, one core each."""
    size = ["--transactions", str(transactions), "--accounts", str(accounts), "--sinks-per-mille", str(sinks_per_mille)]
    with tempfile.TemporaryDirectory(prefix="weir-bench-") as folder:
        files = {name: Path(folder) / f"{name}.tsv" for name in ("ledger", "sinks", "reached")}
        for name, flags in (("ledger", []), ("sinks", ["--sinks"])):
            with open(files[name], "wb") as file:
                subprocess.run([str(BENCH), "ledger", *size, *flags], stdout=file, check=True)
        database = "weir_bench_peer"
        psql("--command", f"CREATE DATABASE {database}", database="postgres")
        try:
            load_postgres(database, files)
            return race(database, files, size, times, limit) | {
                "transactions": transactions, "accounts": accounts, "sinks_per_mille": sinks_per_mille}
        finally:
            psql("--command", f"DROP DATABASE {database} WITH (FORCE)", database="postgres")


def load_postgres(database, files):
    psql("--file", SQL / "ledger.sql", database=database)
    for name in ("ledger", "sinks"):
        with open(files[name], "rb") as rows:
            subprocess.run(["psql", "--no-psqlrc", "--quiet", "--dbname", database, "--command", f"COPY {name} FROM STDIN"],
                           stdin=rows, check=True)
    psql("--command", "SET maintenance_work_mem = '2GB'",
         "--command", "CREATE INDEX ON ledger (creditor, booked_at) INCLUDE (transaction, debtor)",
         "--command", "VACUUM (FREEZE, ANALYZE)", database=database)


def race(database, files, size, times, limit):
    contestants = {
        "weir": lambda: weir(size, files["reached"], limit),
        "postgres": lambda: postgres(database, limit),
        "duckdb_hops": lambda: duckdb("hops", files, limit),
        "duckdb_recursive": lambda: duckdb("recursive", files, limit),
    }
    took = {name: [] for name in contestants}
    for _ in range(times):
        for name, run in contestants.items():
            if None not in took[name]:
                took[name].append(run())
    result = {"limit": limit, "seconds": {}, "found": agreed(took)}
    for name, turns in took.items():
        seconds = None if None in turns else median(turn["seconds"] for turn in turns)
        result["seconds"][name] = seconds
        say(f"{name:>24} " + (f"more than {limit} s" if seconds is None else f"{seconds:8.3f} s"))
    return result


def agreed(took):
    """Transactions at each distance: on a way, by all databases alike, and with money, none elsewhere."""
    ways = [turn["found"] for turns in took.values() for turn in turns if turn and "found" in turn]
    if any(other != ways[0] for other in ways):
        raise Failed(f"the peers disagree: {ways}")
    checked = [turn for turn in took["duckdb_hops"] if turn]
    if any(turn["elsewhere"] for turn in checked):
        raise Failed("Weir found money where the peers found no way")
    return {"on_a_way": ways[0] if ways else None, "with_money": checked[0]["reached"] if checked else None}


def weir(size, reached, limit):
    took = bench("trace", *size, "--times", 1, "--max-hops", HOPS, "--reached", reached, core=CORE, limit=limit)
    return took and {"seconds": took["seconds"][0]}


def postgres(database, limit):
    began = time.monotonic()
    text = psql(
        "--set", f"hops={HOPS}", "--set", f"dwell={DWELL}", "--file", SQL / "recursive.sql", database=database,
        limit=limit, environment={"PGOPTIONS": "-c work_mem=2GB -c max_parallel_workers_per_gather=0"})
    seconds = time.monotonic() - began
    return None if text is None else {
        "seconds": seconds, "found": dict((line.split("|")[0], int(line.split("|")[1])) for line in text.splitlines())}


def duckdb(way, files, limit):
    command = [sys.executable, str(Path(__file__).with_name("duck.py")), way, "--ledger", str(files["ledger"]),
               "--sinks", str(files["sinks"]), "--hops", str(HOPS), "--dwell", str(DWELL)]
    if way == "hops":
        command += ["--reached", str(files["reached"])]
    text = output(command, core=CORE, limit=limit)
    return None if text is None else json.loads(text)
