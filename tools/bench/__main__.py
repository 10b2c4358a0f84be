"""`make bench` fills, measures and writes docs/performance.md; `make bench BENCH=--help` says what else it can do."""

import argparse
import os
import shutil
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
SIZES = [1_000, 100_000, 1_000_000]
STATE = PROJECT / ".linli" / "bench"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description="Measure Linli on a database of its own.")
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, help="numbers of cases (1000 100000 1000000)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each probe is measured; the median is told")
    parser.add_argument("--out", type=Path, default=PROJECT / "docs" / "performance.md", help="where to write")
    parser.add_argument(
        "--inside", action="store_true",
        help="steady figures for work on the code: no server, this process alone, the database of the last run as it is",
    )  # fmt: skip
    parser.add_argument(
        "--soak",
        type=int,
        metavar="MINUTES",
        default=0,
        help="memory over so many minutes of steady requests, on the database of the last run",
    )
    parser.add_argument(
        "--only",
        metavar="WORDS",
        default="",
        help="the probes whose names hold one of these, parted by commas; nothing is written",
    )
    parser.add_argument(
        "--cases", action="store_true",
        help="fill with cases and their figures alone, 30,000 of them open: for probes that read nothing else, as the "
             "screen; nothing is written",
    )  # fmt: skip
    parser.add_argument("--profile", metavar="PROBE", help="with --inside: where the time of one probe goes")
    return parser.parse_args()


def main() -> None:
    wanted = arguments()
    if not (wanted.inside or wanted.soak):
        shutil.rmtree(STATE, ignore_errors=True)
    (STATE / "static").mkdir(parents=True, exist_ok=True)
    os.environ |= {"LINLI_SERVER": "bench", "LINLI_STATE": str(STATE), "LINLI_API_RATE": "0", "LINLI_PROXIES": "1"}
    from linli.config.cli import wake

    wake(owner=True, county=False)
    from django.conf import settings

    server = settings.EMBEDDED_SERVER
    server.start()
    try:
        if wanted.inside:
            _inside(wanted.only, wanted.profile)
        elif wanted.soak:
            _soak(wanted.soak)
        else:
            _prepare(server)
            _measure(wanted)
    finally:
        server.stop()


def _prepare(server: Any) -> None:
    from linli.config.cli import enter_county
    from linli.config.database import migrate, prepare_roles
    from linli.config.demo import load_demo

    server.sql(["DROP DATABASE IF EXISTS linli WITH (FORCE)"])
    prepare_roles(server)
    migrate(say=print)
    enter_county()
    load_demo(print)
    _forget_background()


def _forget_background() -> None:
    """What the demonstration's months would have told everybody is not told: it would run beside the first round."""
    from django.utils.timezone import now

    from linli.common.models import OutboxEntry

    OutboxEntry.objects.filter(relayed_at__isnull=True).update(relayed_at=now())


def _measure(wanted: argparse.Namespace) -> None:
    from tools.bench.probes import probes_of
    from tools.bench.rates import points_a_second, rows_a_second
    from tools.bench.report import write
    from tools.bench.run import run

    rows, facts = run(wanted.sizes, probes_of(wanted.only), print, rounds=wanted.rounds, only_cases=wanted.cases)
    if wanted.only or wanted.cases:
        return
    facts["points to grids"] = f"{points_a_second():,.0f} a second (aim ≥ 100,000)"
    facts["import"] = f"{rows_a_second():,.0f} rows a second of its process's CPU (aim ≥ 1,000)"
    write(wanted.out, wanted.sizes, rows, facts)
    print(f"{wanted.out} written.")


def _soak(minutes: int) -> None:
    from linli.config.cli import enter_county

    enter_county()
    from tools.bench.soak import growth_of, soak
    from tools.bench.world import prepare_world

    print(growth_of(soak(prepare_world(), minutes)))


def _inside(only: str, profiled: str | None) -> None:
    from linli.config.cli import enter_county

    enter_county()
    from tools.bench.inside import Site, inside, profile
    from tools.bench.probes import probes_of
    from tools.bench.world import prepare_world

    world, site = prepare_world(), Site()
    for probe in probes_of(profiled or only):
        probe.get_ready(world)
        requests = [probe.make(world, turn) for turn in range(min(184, 4 + probe.count))]
        if profiled:
            print(probe.name, profile(site, requests[:60]), sep="\n")
        else:
            one = inside(site, requests)
            print(f"{probe.name:42s} web {one.web_cpu:6.2f} ms  database {one.database_cpu:5.2f} ms  "
                  f"{one.statements} statements  {one.size:,} bytes", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
