"""Memory over half an hour: every probe in turn at a steady, modest rate, and what each process tree holds minute by minute."""

import itertools
import threading
import time
from collections.abc import Iterator
from functools import partial

from tools.bench.load import Request, Targets, measure, memory_megabytes
from tools.bench.probe import Probe
from tools.bench.probes import PROBES
from tools.bench.processes import web_server, worker
from tools.bench.world import World

PAUSE = 1.0  # seconds between rounds of eight requests
WARM_AFTER = 5  # minutes: by then every page has been asked for and every cache has filled


def soak(world: World, minutes: int) -> list[tuple[float, float]]:
    """Megabytes (web, worker) after each minute, printed as they come. Raises RuntimeError on an answer that is no success."""
    held: list[tuple[float, float]] = []
    with web_server() as (web, port), worker() as background:
        targets, turns = Targets(port, web, background), _turns()
        for minute in range(1, minutes + 1):
            ends_at = time.monotonic() + 60
            while time.monotonic() < ends_at:
                probe, turn = next(turns)
                probe.get_ready(world)
                measure(partial(_request, world, probe, turn), 8, targets, _nothing)
                threading.Event().wait(PAUSE)
            held.append((memory_megabytes(web), memory_megabytes(background)))
            print(f"  minute {minute:>3}: web {held[-1][0]:.0f} MB, worker {held[-1][1]:.0f} MB", flush=True)
    return held


def growth_of(held: list[tuple[float, float]]) -> str:
    """What was added after the first minutes, in words."""
    warm = held[min(WARM_AFTER, len(held)) - 1]
    web, back = (held[-1][side] - warm[side] for side in (0, 1))
    return f"From minute {min(WARM_AFTER, len(held))} to {len(held)}: web {web:+.0f} MB, worker {back:+.0f} MB."


def _request(world: World, probe: Probe, turn: int, number: int) -> Request:
    return probe.make(world, turn + number)


def _turns() -> Iterator[tuple[Probe, int]]:
    return zip(itertools.cycle(PROBES), itertools.count(step=8))


def _nothing() -> None:
    """What follows is worked off meanwhile."""
