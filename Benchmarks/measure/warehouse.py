"""A made-up warehouse on PostgreSQL, and a whole run of Weir beside the bare COPY of what it reads."""

import os
import subprocess
import sys
from pathlib import Path
from statistics import median

from process import BENCH, SQL, WEIR, Failed, psql, timed

AS_OF = "2026-06-01T00:00:00Z"
RELATIONS = [
    "accounts", "endpoints", "fx_rates", "transactions", "payout_requests", "payment_detail_changes", "authorisations",
    "logins", "platform_events"]
TYPES = {"int8": "bigint", "text": "text", "uuid": "uuid"}


def say(text):
    print(text, file=sys.stderr, flush=True)


class Warehouse:
    """A database with so many transactions; gone after the `with`."""

    def __init__(self, transactions, accounts, identifiers):
        self.transactions, self.accounts, self.identifiers = transactions, accounts, identifiers
        self.name = f"weir_bench_{identifiers}_{transactions}"

    def __enter__(self):
        psql("--command", f"CREATE DATABASE {self.name}", database="postgres")
        psql("--set", f"identifier={TYPES[self.identifiers]}", "--file", SQL / "warehouse.sql", database=self.name)
        for relation in RELATIONS:
            self.load(relation)
        psql("--command", "VACUUM (FREEZE, ANALYZE)", "--command", "CHECKPOINT", database=self.name)
        return self

    def __exit__(self, *_):
        psql("--command", f"DROP DATABASE {self.name} WITH (FORCE)", database="postgres")

    def load(self, relation):
        rows = subprocess.Popen(
            [str(BENCH), "rows", relation, "--identifiers", self.identifiers, "--transactions", str(self.transactions),
             "--accounts", str(self.accounts)], stdout=subprocess.PIPE)
        # Truncated and filled in one transaction, the table needs no log.
        loading = subprocess.run(
            ["psql", "--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--single-transaction", "--dbname", self.name,
             "--command", f"TRUNCATE warehouse.{relation}",
             "--command", f"COPY warehouse.{relation} FROM STDIN (FREEZE)"],
            stdin=rows.stdout, capture_output=True, text=True)
        rows.stdout.close()
        if rows.wait() != 0 or loading.returncode != 0:
            raise Failed(f"loading {relation}: {loading.stderr[-2000:]}")

    @property
    def environment(self):
        return {"PGDATABASE": self.name}

    def migrate(self):
        """Weir's own schemas, empty: every run measured is a first run."""
        psql("--command", "SET client_min_messages = error; DROP SCHEMA IF EXISTS weir, weir_bi, weir_sar CASCADE",
             database=self.name)
        timed([str(WEIR), "migrate"], environment=self.environment)

    def run(self, **environment):
        return timed([str(WEIR), "run", "--as-of", AS_OF], environment={**self.environment, **environment})

    def copy_statements(self):
        """What a run asks the server to send, from the server's own log of one run."""
        log = Path(os.environ["PGHOST"]) / "log"
        seen = log.stat().st_size
        self.migrate()
        self.run(PGOPTIONS="-c log_statement=all -c log_min_duration_statement=-1")
        with open(log, errors="replace") as lines:
            lines.seek(seen)
            entries = []
            for line in lines:
                # The lines of one message after its first begin with a tab.
                if line.startswith("\t") and entries:
                    entries[-1] += line
                else:
                    entries.append(line)
        statements = []
        for entry in entries:
            text = entry.partition("LOG:  ")[2].partition(": ")[2]
            bare = "\n".join(line for line in text.splitlines() if not line.strip().startswith("--")).strip()
            if bare.upper().startswith("COPY") and "TO STDOUT" in bare.upper():
                statements.append(bare)  # more than once when several sessions share the rows
        if not statements:
            raise Failed("the server's log of a run has no COPY")
        return list(dict.fromkeys(statements))

    def copy(self, statements):
        settings = (
            "-c search_path=weir_source -c weir.window_from=2025-01-01 "
            f"-c weir.window_to={AS_OF} -c weir.future=2100-01-01 -c weir.slice_from=2025-01-01 "
            f"-c weir.slice_to={AS_OF} -c weir.slice_is_first=true")
        # One session sends everything.
        commands = [argument for statement in statements for argument in ("--command", statement)]
        return timed(["psql", "--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--dbname", self.name, *commands],
                     environment={"PGOPTIONS": settings})


def whole_run(transactions, accounts, identifiers, pairs):
    """Interleaved pairs of the bare COPY and a whole run."""
    with Warehouse(transactions, accounts, identifiers) as warehouse:
        statements = warehouse.copy_statements()
        warehouse.copy(statements)
        copies, runs = [], []
        for _ in range(pairs):
            copies.append(warehouse.copy(statements))
            warehouse.migrate()
            runs.append(warehouse.run())
        ratios = [run.seconds / copy.seconds for run, copy in zip(runs, copies)]
        peak = max(run.peak_bytes for run in runs)
        found = psql("--command", "SELECT count(*) FROM weir.alerts", database=warehouse.name)
        result = {
            "transactions": transactions, "accounts": accounts, "identifiers": identifiers, "pairs": pairs,
            "copy_seconds": median(copy.seconds for copy in copies), "run_seconds": median(run.seconds for run in runs),
            "ratio": median(ratios), "peak_bytes": peak, "bytes_per_transaction": peak / transactions,
            "alerts": int(found)}
        say(f"{transactions:>12,} {identifiers:5} COPY {result['copy_seconds']:7.2f} s  run {result['run_seconds']:7.2f} s"
            f"  ratio {result['ratio']:5.2f}  {result['bytes_per_transaction']:6.1f} bytes a transaction"
            f"  {result['alerts']} alerts")
        return result
