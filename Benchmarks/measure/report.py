"""docs/performance.md and its picture, from the figures."""

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as pyplot  # noqa: E402

PEERS = {
    "weir": "Weir: `fifo`, amounts conserved",
    "postgres": "PostgreSQL: recursive CTE, covering index on (creditor, time)",
    "duckdb_hops": "DuckDB: one ASOF join a hop",
    "duckdb_recursive": "DuckDB: recursive CTE",
}


def write(known, docs):
    sections = [
        heading(known.get("machine")), whole_runs(known.get("run")), tracing(known.get("trace")), hub(known.get("hub")),
        peers(known.get("peers"))]
    (docs / "performance.md").write_text("\n".join(section for section in sections if section))
    draw(known, docs / "performance.svg")


def heading(machine):
    where = "" if not machine else (
        f" on {machine['cores']} cores of {machine['processor'] or 'an unnamed processor'} with"
        f" {machine['memory_bytes'] / 2**30:.0f} GiB, {machine['postgres']}, {machine['swift']}")
    return f"""# Performance

`Benchmarks/run` wrote this page from measurements{where}.

Figures are medians of interleaved turns: what is compared takes turns, so that a busy moment falls on all of it. Ratios carry
over to other machines better than seconds do. [Benchmarks/](../Benchmarks/README.md) says how the warehouse is made up.

![Seconds by size, and the trace beside its peers](performance.svg)
"""


def table(header, alignment, rows):
    lines = ["| " + " | ".join(header) + " |", "|" + "|".join("---:" if a == ">" else "---" for a in alignment) + "|"]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows]) + "\n"


def millions(count):
    return f"{count / 1e6:g} M" if count >= 1e5 else f"{count:,}"


def seconds(value):
    return f"{value:.3f}" if value < 1 else f"{value:.2f}" if value < 100 else f"{value:.0f}"


def whole_runs(runs):
    if not runs:
        return None
    rows = [[
        millions(run["transactions"]), millions(run["accounts"]), run["identifiers"], seconds(run["copy_seconds"]),
        seconds(run["run_seconds"]), f"**{run['ratio']:.2f}**", f"{run['run_seconds'] / run['transactions'] * 1e9:,.0f}",
        f"{run['bytes_per_transaction']:.0f}", f"{run['alerts']:,}"] for run in runs]
    return """## A whole run beside the wire

`weir run` with every detector on, its first run, beside `psql` with the very COPY statements that run used
(`FORMAT binary`), output to nothing.

""" + table(
        ["transactions", "accounts", "identifiers", "COPY, s", "`weir run`, s", "ratio", "ns a transaction",
         "peak bytes a transaction", "alerts"], ">><>>>>>>", rows)


def tracing(traces):
    if not traces:
        return None
    rows = []
    for trace in traces:
        took = "seconds" in trace
        rows.append([
            millions(trace["transactions"]), trace["convention"], f"{trace['sinks_per_mille'] / 10:g} %",
            f"{trace['reached']:,}" if took else "", seconds(trace["seconds"]) if took else "gave up",
            f"**{trace['rows_per_second'] / 1e6:.1f} M**" if took else "",
            f"{trace['bytes_per_transaction']:.0f}" if took else ""])
    return """## Tracing alone

Columns in memory to routed amounts: matching, reach over 5 hops, 72 hours' dwell, on one core.

""" + table(
        ["transactions", "convention", "endpoints that are sinks", "payments with reach", "s", "transactions a second",
         "bytes a transaction, at peak"], "><>>>>>", rows)


def hub(hubs):
    if not hubs:
        return None
    plain = {(hub["edges"], hub["convention"]): hub.get("seconds") for hub in hubs if hub["shape"] == "none"}
    words = {"turns": "credits and debits take turns", "batch": "all credits, then all debits"}
    rows = []
    for found in hubs:
        if found["shape"] == "none":
            continue
        alone = plain.get((found["edges"], found["convention"]))
        took = found.get("seconds")
        rows.append([
            millions(found["edges"]), words[found["shape"]], found["convention"], seconds(took) if took else "gave up",
            seconds(alone) if alone else "", f"**{took / alone:.2f}**" if took and alone else "",
            f"{found['links']:,}" if took else ""])
    return """## A hub

One account with all the edges, half of them credits, half debits to a sink, all within an hour, beside as many edges in
pairs of a credit and a debit each.

""" + table(
        ["edges", "order", "convention", "hub, s", "pairs, s", "ratio", "links"], "><<>>>>", rows)


def peers(races):
    if not races:
        return None
    rows = []
    for race in races:
        own = race["seconds"]["weir"]
        for name, words in PEERS.items():
            took = race["seconds"][name]
            rows.append([
                millions(race["transactions"]), words, seconds(took) if took else f"more than {race['limit']}",
                f"{took / own:.1f}" if took else ""])
    found = races[-1]["found"]
    counted = [
        [hops, f"{count:,}", f"{found['with_money'].get(hops, 0):,}"] for hops, count in found["on_a_way"].items()
    ] if found["on_a_way"] and found["with_money"] else []
    return """## The trace beside its peers

The question both can be asked: which transactions lie on a way to a sink in at most 5 hops, no rest on it longer than 72
hours? Each has the data as it likes it, in memory: PostgreSQL narrow rows and a covering index, DuckDB its columns, Weir
columns in order of time. One core each.

""" + table(["transactions", "who", "s", "times Weir's"], "><>>", rows) + f"""
What they do not do: they find ways, they do not account for money. A way says that money could have gone there; it counts the
same money once for each way it might have taken, follows amounts an account never passed on, and knows no convention. Weir
answers how much arrived, to the micro-unit, and never more than was paid. In the largest race the peers agreed with each other
to the row, and all of Weir's money lay on their ways:

""" + table(["hops", "transactions on a way", "of them with money that arrived"], ">>>", counted)


def draw(known, path):
    matplotlib.rcParams.update({"svg.hashsalt": "weir", "font.size": 9, "axes.spines.top": False, "axes.spines.right": False})
    figure, (growth, race) = pyplot.subplots(1, 2, figsize=(10, 3.6), layout="constrained")
    runs = [run for run in known.get("run", []) if run["identifiers"] == "int8"]
    traces = [
        trace for trace in known.get("trace", [])
        if trace["convention"] == "fifo" and trace["sinks_per_mille"] == 20 and "seconds" in trace]
    for label, points in {
        "weir run": [(run["transactions"], run["run_seconds"]) for run in runs],
        "COPY": [(run["transactions"], run["copy_seconds"]) for run in runs],
        "tracing alone": [(trace["transactions"], trace["seconds"]) for trace in traces],
    }.items():
        points.sort()
        growth.plot([x for x, _ in points], [y for _, y in points], marker="o", label=label)
    growth.set(xscale="log", yscale="log", xlabel="transactions", ylabel="seconds", title="Growth")
    growth.legend(frameon=False)
    last = (known.get("peers") or [None])[-1]
    if last:
        names = [name for name in PEERS if last["seconds"][name]][::-1]
        bars = race.barh([name.replace("_", ", ") for name in names], [last["seconds"][name] for name in names])
        race.bar_label(bars, [f" {seconds(last['seconds'][name])} s" for name in names])
        race.set(xscale="log", xlabel="seconds", title=f"The same question, {millions(last['transactions'])} transactions")
    figure.savefig(path, metadata={"Date": None})
    pyplot.close(figure)
    # Matplotlib leaves spaces at the ends of lines.
    path.write_text("\n".join(line.rstrip() for line in path.read_text().splitlines()) + "\n")
