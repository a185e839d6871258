"""Runs programs and says what they took."""

import json
import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WEIR = ROOT / ".build/release/weir"
BENCH = ROOT / "Benchmarks/.build/release/bench"
SQL = ROOT / "Benchmarks/sql"


class Failed(Exception):
    """A program ended with an error; the message is its last words."""


@dataclass
class Took:
    seconds: float
    peak_bytes: int


def timed(command, *, environment=None, core=None, limit=None):
    """Runs to the end, output to nothing. None when it took longer than `limit` seconds."""
    errors = open(os.environ.get("TMPDIR", "/tmp") + f"/weir-bench-{os.getpid()}.err", "w+b")
    began = time.monotonic()
    child = subprocess.Popen(
        pinned(command, core), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors,
        env={**os.environ, **(environment or {})})
    while limit and time.monotonic() - began < limit:
        if os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            break
        time.sleep(0.05)
    else:
        if limit:
            child.kill()
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.monotonic() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    errors.seek(0)
    words = errors.read()[-2000:].decode(errors="replace")
    errors.close()
    os.unlink(errors.name)
    if limit and child.returncode < 0:
        return None
    if child.returncode != 0:
        raise Failed(f"{command[0]} ended with {child.returncode}: {words}")
    return Took(seconds, usage.ru_maxrss * 1024)


def output(command, *, environment=None, core=None, limit=None):
    """What a program prints; None when it takes longer than `limit` seconds."""
    try:
        ran = subprocess.run(
            pinned(command, core), stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=limit,
            env={**os.environ, **(environment or {})})
    except subprocess.TimeoutExpired:
        return None
    if ran.returncode != 0:
        raise Failed(f"{command[0]} ended with {ran.returncode}: {ran.stderr[-2000:]}")
    return ran.stdout


def bench(*arguments, core=None, limit=None):
    """What the `bench` program measured; None when it takes too long."""
    text = output([str(BENCH), *map(str, arguments)], core=core, limit=limit)
    return None if text is None else json.loads(text)


def psql(*arguments, database, environment=None, limit=None):
    return output(
        ["psql", "--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--tuples-only", "--no-align", "--dbname", database,
         *map(str, arguments)], environment=environment, limit=limit)


def pinned(command, core):
    return command if core is None else ["taskset", "--cpu-list", str(core), *command]
