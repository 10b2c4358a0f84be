"""The measurements of Linli at three sizes: each is filled, measured in rounds, and written down."""

import os
import platform
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from tools.bench.inside import Site, statements
from tools.bench.load import Measured, Targets, measure, median, memory_megabytes
from tools.bench.probe import Probe
from tools.bench.processes import drain, web_server, worker
from tools.bench.world import World, prepare_world


@dataclass
class Row:
    """What was found of one probe, by the number of cases."""

    probe: Probe
    statements: int = 0
    found: dict[int, Measured] = field(default_factory=dict)


Say = Callable[[str], Any]


def run(
    sizes: list[int], probes: list[Probe], say: Say, *, rounds: int, only_cases: bool = False
) -> tuple[list[Row], dict[str, str]]:
    """Measure each of the probes at every size."""
    from tools.bench.data import fill, fill_cases, prepare

    prepare()
    rows = {probe.name: Row(probe) for probe in probes}
    facts: dict[str, str] = {}
    for size in sizes:
        say(f"{size:,} cases")
        (fill_cases if only_cases else fill)(size, say)
        world = prepare_world()
        count_statements(world, rows)
        memory = _measure_size(world, rows, size, say, rounds=rounds)
        facts[f"memory at {size:,}"] = f"{memory:.0f} MB (web, two workers)"
    facts["machine"] = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    return list(rows.values()), facts


def count_statements(world: World, rows: dict[str, Row], *, turns: int = 4) -> None:
    """Statements of one request each, counted in this process after one or two that fill what is kept in memory."""
    site = Site()
    for row in rows.values():
        counted = []
        for turn in range(turns):
            row.probe.get_ready(world)
            counted.append(len(statements(site, row.probe.make(world, turn))))
        row.statements = min(counted[turns // 2 :])  # every second the configuration's version is looked at as well


def _measure_size(world: World, rows: dict[str, Row], size: int, say: Say, *, rounds: int) -> float:
    """Measure all probes: those without the background worker first, then the others beside it."""
    from django.conf import settings

    database: int = settings.EMBEDDED_SERVER.pid or 0  # it runs: this process reads from it
    with web_server() as (web, port), ExitStack() as background:
        targets = Targets(port, web, database)
        for row in sorted(rows.values(), key=lambda one: one.probe.with_worker):
            if row.probe.with_worker and not targets.worker:
                targets = Targets(port, web, database, background.enter_context(worker()))
                drain()
            row.found[size] = _measure_probe(row.probe, world, targets, rounds=rounds)
            one = row.found[size]
            say(f"  {row.probe.name:42s} {one.cpu:7.2f} ms CPU  {one.rate:7.0f} /s  p95 {one.p95:.0f} ms")
        return memory_megabytes(web)


def _measure_probe(probe: Probe, world: World, targets: Targets, *, rounds: int) -> Measured:
    make = partial(probe.make, world)
    settle = drain if targets.worker else _nothing
    found = []
    for count in (min(probe.count, max(32, probe.count // 5)), *[probe.count] * rounds):
        probe.get_ready(world)
        found.append(measure(make, count, targets, settle))
    return median(found[1:])  # after one to warm up


def _nothing() -> None:
    """Without a worker the queue is drained later, before what is measured beside it."""
