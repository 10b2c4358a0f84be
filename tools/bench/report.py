from pathlib import Path

from django.utils.timezone import localdate

from tools.bench.run import Row

HEAD = """# Performance

Measured by `make bench` on the machine named below: two web workers as `linli up` runs them, eight connections from the
same machine, medians of several rounds after a warm-up, durable commits on. The background worker runs beside
all that is measured but the first line, and the queue is drained between rounds. CPU milliseconds are a request's: *web* is the
web server's process tree, *database* all of PostgreSQL between the first request and the last answer, and so also what the worker
asks of it meanwhile. *Later* is the worker's own CPU, and PostgreSQL's until the queue is drained. Statements are those of one
request, without what only frames a transaction and without the PREPARE that each connection sees once. The cases are invented;
3 % of them are open. The load generator shares the cores with what it measures, so requests a second are what is left
over; CPU milliseconds are the steadier figure. A count up to a
thousand is exact, beyond it says "1,000+". The screen keeps a reading while nothing happens (docs/decisions/0023): while it is
measured nothing does; "never looked at" is another area, period or colour each time, drawn from nothing.

Beside so many cases there are a fifth as many applications and numbers at windows, a tenth as many bookings, a twentieth as many
orders, a hundredth as many mediations and wordings of disclosures, and menus, activities and articles: of three years, a few not
over yet. They are copies of the demonstration's own, which its verbs made, moved in time and place. Sixty of each are of one
resident and sixty at one centre, so that the pages measured are full at every size. Eight halls have had 120 numbers a day; before
each round of what is asked at the windows the same twelve wait in each and every window is free.

`make bench` measures all of it. `make bench BENCH="1000 100000"` measures two sizes; `BENCH="1000 --only kiosk,window"` the probes whose
names hold a word, and writes nothing; `BENCH="--inside --only figures"` measures in one process on the database of the last run, for
work on the code; `--profile kiosk` with it says where the time goes.
"""
MOST_GROWTH = 1.5


def write(file: Path, sizes: list[int], rows: list[Row], facts: dict[str, str]) -> None:
    """Write what was measured; a figure that misses its aim is set in bold and named again below the table."""
    facts_line = "; ".join(f"{name}: {value}" for name, value in facts.items())
    lines = [HEAD, f"{localdate().isoformat()}; {facts_line}", "", *_costs(sizes, rows), "", *_missed(sizes, rows)]
    for size in sizes:
        lines += ["", *_answers(size, rows)]
    notes = file.with_name("performance-notes.md")
    if notes.exists():
        lines += ["", notes.read_text(encoding="utf-8").rstrip()]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _costs(sizes: list[int], rows: list[Row]) -> list[str]:
    lines = [
        "| what | aim | statements | " + " | ".join(f"CPU ms at {size:,}" for size in sizes) + " | growth |",
        "| --- | --- | --- | " + " | ".join("---" for _ in sizes) + " | --- |",
    ]
    for row in rows:
        cells = [_cost(row, size) for size in sizes]
        growth = _growth(row, sizes)
        told = f"**{growth:.2f} ×**" if growth > MOST_GROWTH else f"{growth:.2f} ×"
        lines.append(f"| {row.probe.name} | {row.probe.aim_words} | {row.statements} | {' | '.join(cells)} | {told} |")
    return lines


def _cost(row: Row, size: int) -> str:
    one = row.found[size]
    total = f"**{one.cpu:.2f}**" if row.probe.aim and one.cpu > row.probe.aim else f"{one.cpu:.2f}"
    later = f", later {one.later_cpu:.2f}" if one.later_cpu >= 1 else ""
    return f"{total} (web {one.web_cpu:.2f}, database {one.database_cpu:.2f}{later})"


def _growth(row: Row, sizes: list[int]) -> float:
    return row.found[sizes[-1]].cpu / row.found[sizes[0]].cpu


def _missed(sizes: list[int], rows: list[Row]) -> list[str]:
    late = [
        row.probe.name for row in rows if row.probe.aim and any(row.found[size].cpu > row.probe.aim for size in sizes)
    ]
    grown = [row.probe.name for row in rows if _growth(row, sizes) > MOST_GROWTH]
    return [
        f"Aims of CPU missed: {', '.join(late) or 'none'}.",
        f"Growth beyond {MOST_GROWTH} ×: {', '.join(grown) or 'none'}.",
    ]


def _answers(size: int, rows: list[Row]) -> list[str]:
    lines = [
        f"At {size:,} cases:", "", "| what | requests /s | p50 ms | p95 ms | p99 ms | answer, bytes |",
        "| --- | --- | --- | --- | --- | --- |",
    ]  # fmt: skip
    for row in rows:
        one = row.found[size]
        lines.append(
            f"| {row.probe.name} | {one.rate:.0f} | {one.p50:.1f} | {one.p95:.1f} | {one.p99:.1f} | {one.size:,} |"
        )
    return lines
