"""The bench fills the tables by statements of its own: they must know every column that a case has."""

import pytest
from django.db import connection

from linli.cases.domain.figures import keep_counts
from linli.cases.models import Case, Delta
from linli.people.enums import UnitKind
from tests.factories import TOWN, make_unit
from tools.bench.data import _fill, prepare

pytestmark = pytest.mark.django_db


def test_bench_fills_whole_cases():
    make_unit(f"town-{TOWN}", kind=UnitKind.TOWN_OFFICE, area=TOWN)
    prepare()

    with connection.cursor() as cursor:
        _fill(cursor, 0, 30)
    keep_counts()

    assert Case.objects.count() == 30
    assert all(case.limits.count() == case.events.count() == case.texts.count() == 1 for case in Case.objects.all())
    assert not Delta.objects.exists()
