# ruff: noqa: T201  (it is run for what it prints)
"""What a sheet of figures costs with very many figure rows, with roll-ups and without (decision 0020).

    python -m pytest tests/cases/measure_figures.py -p no:randomly -n0 -s

Not of the suite: it makes its rows by SQL in a test database, 200,000 and then 2 million, and drops it.
"""

import time
from collections.abc import Callable
from datetime import timedelta
from statistics import median
from typing import Any

import pytest
from django.db import connection
from django.utils.timezone import localdate

from linli.cases.domain.figures import roll_up
from linli.cases.models import Figure, Rollup
from linli.cases.queries.figures import _by_day, _movements
from linli.cases.queries.visible import Scope
from linli.people.enums import Role
from linli.people.reader import Held, Reader
from linli.screen.queries.flows import SHOWN, read_flows
from linli.screen.queries.view import View

DAYS = 120
BEFORE = """SELECT grouping(day, town, kind_id, source), day, town, kind_id, source, movement, sum(count)::bigint,
        coalesce(sum(count) FILTER (WHERE day >= %s), 0)::bigint
    FROM (SELECT day, town, kind_id, source, movement, count FROM cases_figure
          WHERE day BETWEEN %s AND %s AND compartment = '' AND movement = ANY(%s)
          UNION ALL SELECT day, town, kind_id, source, movement, count FROM cases_delta
          WHERE day BETWEEN %s AND %s AND compartment = '' AND movement = ANY(%s)) both_tables
    GROUP BY GROUPING SETS ((movement), (day, movement), (town, movement), (kind_id, movement), (source, movement))"""


def fill(count: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO cases_figure (day, town, village, unit_id, kind_id, source, compartment, movement, count)
               SELECT day, '350181' || lpad(town::text, 3, '0'), '350181' || lpad(town::text, 3, '0') || lpad(village::text, 3, '0'),
                      md5(town::text || kind::text)::uuid, 'M' || kind, (ARRAY['portal','grid','window','hotline'])[1 + n %% 4], '',
                      (ARRAY['opened','closed_on_time','closed_late'])[1 + n %% 3], count(*)
               FROM (SELECT n, current_date - floor(random() * %s)::int AS day, 1 + floor(random() * 26)::int AS town,
                            1 + floor(random() * 20)::int AS village, 1 + floor(random() * random() * 120)::int AS kind
                     FROM generate_series(1, %s) n) drawn
               GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 ON CONFLICT DO NOTHING""",
            [DAYS, count],
        )


def cost(read: Callable[[], Any], rounds: int = 7) -> str:
    read()
    found = []
    for _ in range(rounds):
        began = time.perf_counter()
        read()
        found.append(time.perf_counter() - began)
    return f"{1000 * median(found):7.1f} ms (least {1000 * min(found):.1f})"


def explain(run: Callable[[], Any]) -> str:
    """The plan of the last statement of a reading."""
    with connection.execute_wrapper(_keep):
        run()
    text, parameters = _last[-1]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) {text}", parameters)
        return "\n".join(row[0] for row in cursor.fetchall())


_last: list[Any] = []


def _keep(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
    _last.append((sql, params))
    return execute(sql, params, many, context)


@pytest.mark.timeout(3000)
@pytest.mark.usefixtures("committed")
def test_measure() -> None:
    today = localdate()
    reader = Reader(posts=(Held(Role.LEADER, "350181", None, "x", None),))  # type: ignore[arg-type]
    view, year = View.read("350181", {}), today - timedelta(days=364)
    names = [str(movement) for movement in SHOWN]
    period = [view.trend_first, view.last, names]

    def before() -> Any:
        with connection.cursor() as cursor:
            cursor.execute(BEFORE, [view.first, *period, *period])
            return cursor.fetchall()

    with connection.cursor() as cursor:
        cursor.execute("SET work_mem = '256MB'")  # for the rolling up of millions in one go; readings do without
    for count in (200_000, 2_000_000):
        fill(count)
        rows = Figure.objects.count()
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE cases_figure")
        print(f"\n{rows:,} figure rows over {DAYS} days")
        print("village, 30 days        ", cost(lambda: read_flows(View.read("350181005004", {}))))
        print("screen, 30 days, before ", cost(before))
        print("sheet, 30 days, before  ", cost(lambda: _by_day((Scope(""),), today - timedelta(days=29), today, "")))
        print("sheet, a year, before   ", cost(lambda: _by_day((Scope(""),), year, today, ""), 3))
        began = time.perf_counter()
        while roll_up(limit=2_000_000):
            pass
        print(f"rolled up in {time.perf_counter() - began:.0f} s, {Rollup.objects.count():,} rows")
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE cases_rollup")
            cursor.execute("VACUUM ANALYZE cases_figure")
        print("screen, 30 days, after  ", cost(lambda: read_flows(view)))
        print("sheet, 30 days, after   ", cost(lambda: _movements(reader, today - timedelta(days=29), today, "")))
        print("sheet, a year, after    ", cost(lambda: _movements(reader, year, today, "")))
        print("kind, 30 days           ", cost(lambda: read_flows(View("350181", kind="M1"))))
        print("town, 30 days, after    ", cost(lambda: read_flows(View.read("350181005", {}))))
        print(explain(lambda: read_flows(view)))
