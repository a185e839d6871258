"""Benchmarks/run: the measurements, in order, and where they are written."""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

import report
import tracing
import warehouse
from process import ROOT

PARTS = ["run", "trace", "hub", "peers"]


def numbers(text):
    """1m, 200k, 5000: a list of counts."""
    units = {"k": 1000, "m": 1_000_000}
    return [int(float(word.rstrip("kmKM")) * units.get(word[-1].lower(), 1)) for word in text.split(",")]


def arguments():
    parser = argparse.ArgumentParser(prog="Benchmarks/run", description=__doc__)
    parser.add_argument("--only", default=",".join(PARTS), help=f"some of {','.join(PARTS)}")
    parser.add_argument("--sizes", type=numbers, default="1m,5m,10m,50m", help="transactions, for growth")
    parser.add_argument("--types", default="int8,text,uuid", help="identifiers; all but the first at one size only")
    parser.add_argument("--types-size", type=numbers, default="10m", help="transactions for the other identifiers")
    parser.add_argument("--peer-size", type=numbers, default="1m,10m", help="transactions for the peers of the trace")
    parser.add_argument("--hub", type=numbers, default="1m", help="edges of the hub")
    parser.add_argument("--pairs", type=int, default=5, help="turns of each measurement")
    parser.add_argument("--limit", type=int, default=180, help="seconds after which one measurement is given up")
    parser.add_argument("--quick", action="store_true", help="small sizes, a minute or two; writes nowhere by itself")
    parser.add_argument("--into", type=Path, help="folder for the page and its picture (default: docs)")
    parser.add_argument("--results", type=Path, default=ROOT / "Benchmarks/results.json", help="figures of earlier parts")
    parser.add_argument("--draw", action="store_true", help="measure nothing, write the page from the figures there are")
    if "--quick" in sys.argv:
        parser.set_defaults(sizes="200k", types_size="200k", peer_size="200k", hub="20k", pairs=3, limit=20)
    return parser.parse_args()


def accounts(transactions):
    return transactions // 10


def measure(asked):
    parts = asked.only.split(",")
    found = {"machine": machine()}
    types = asked.types.split(",")
    if "run" in parts:
        plan = [(size, types[0]) for size in asked.sizes]
        plan += [(size, other) for size in asked.types_size for other in types[1:]]
        found["run"] = [warehouse.whole_run(size, accounts(size), kind, asked.pairs) for size, kind in plan]
    if "trace" in parts:
        plan = [(size, "fifo", 20) for size in asked.sizes]
        middle = asked.types_size[0]
        plan += [(middle, convention, 20) for convention in tracing.CONVENTIONS[1:]]
        plan += [(middle, "fifo", share) for share in (200, 1000)]
        found["trace"] = [
            tracing.alone(size, accounts(size), convention, sinks, asked.pairs, asked.limit)
            for size, convention, sinks in plan]
    if "hub" in parts:
        found["hub"] = [
            tracing.hub(edges, convention, shape, asked.pairs, asked.limit)
            for edges in asked.hub for convention in tracing.CONVENTIONS for shape in ("none", "turns", "batch")]
    if "peers" in parts:
        found["peers"] = [
            tracing.peers(size, accounts(size), 20, asked.pairs, asked.limit) for size in asked.peer_size]
    return found


def machine():
    def said(*command):
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[0]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "")
    return {"cores": os.cpu_count(), "memory_bytes": memory, "processor": model, "postgres": said("psql", "--version"),
            "swift": said("swift", "--version")}


def main():
    asked = arguments()
    known = json.loads(asked.results.read_text()) if asked.results.exists() and not asked.quick else {}
    if not asked.draw:
        known |= measure(asked)
    if not asked.quick:
        asked.results.write_text(json.dumps(known, indent=1) + "\n")
    if asked.into or not asked.quick:
        report.write(known, asked.into or ROOT / "docs")


if __name__ == "__main__":
    sys.exit(main())
