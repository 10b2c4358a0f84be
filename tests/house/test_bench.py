"""The bench fills the tables by statements of its own: they must know every column, and every probe must be answered."""

import os

import pytest
from django.conf import settings
from django.db import connection

from linli.cases.domain.figures import keep_counts
from linli.cases.models import Case, Delta
from linli.people.enums import UnitKind
from tests.browser.server import House, copy_of, demonstration, run_number
from tests.conftest import NAME
from tests.database import drop_database
from tests.factories import TOWN, make_unit
from tools.bench import data
from tools.bench.data import prepare
from tools.bench.probes import PROBES, probes_of

MOST = 14  # statements of a page; those with more join what they ask


@pytest.mark.django_db
def test_bench_fills_whole_cases():
    """Inside a transaction nothing is vacuumed, so what `fill` does is asked for part by part."""
    make_unit(f"town-{TOWN}", kind=UnitKind.TOWN_OFFICE, area=TOWN)
    prepare()

    with connection.cursor() as cursor:
        data._draw(cursor, 0, 30, data.OPEN_SHARE)
        data._insert_cases(cursor)
        data._insert_parts(cursor)
        data._insert_deltas(cursor)
    keep_counts()

    assert Case.objects.count() == 30
    assert all(case.limits.count() == case.events.count() == case.texts.count() == 1 for case in Case.objects.all())
    assert not Delta.objects.exists()


@pytest.mark.timeout(600)  # it may be the first to load the demonstration
def test_bench_lays_a_hall_and_every_probe_is_answered(django_db_setup, tmp_path_factory):
    folder = tmp_path_factory.getbasetemp()
    origin, state = demonstration(NAME, folder.parent if run_number() != os.getpid() else folder)
    copy_of(origin, f"{NAME}_bench")
    try:
        said = House(settings.EMBEDDED_SERVER, f"{NAME}_bench", state).run(module="tools.bench.check")
    finally:
        drop_database(f"{NAME}_bench")

    counted = {name: int(number) for number, name in (line.split("\t") for line in said.splitlines())}
    assert list(counted) == [probe.name for probe in PROBES]
    assert {name for name, number in counted.items() if number > MOST} == set()


def test_bench_measures_what_is_named():
    assert [probe.name for probe in probes_of("kiosk, work list")] == ["work list page", "kiosk"]
    with pytest.raises(SystemExit, match="No probe is called nothing of this"):
        probes_of("nothing of this")
