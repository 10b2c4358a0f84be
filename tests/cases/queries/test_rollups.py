"""A reading of roll-ups equals the figures and deltas counted one by one, however much is rolled up, for every scope."""

from collections import Counter
from datetime import date, timedelta
from random import Random
from uuid import UUID

import pytest
from django.utils.timezone import localdate

from linli.cases.domain.figures import fold_deltas, keep_counts, roll_up
from linli.cases.enums import Movement
from linli.cases.models import Delta, Figure, Rollup
from linli.cases.models.figure import DIVIDED, PARTS
from linli.cases.queries.rollups import Kept, sums
from tests.factories import OTHER_TOWN, OTHER_VILLAGE, TOWN, VILLAGE

pytestmark = pytest.mark.django_db
UNITS = [UUID(int=1), UUID(int=2), None]
KINDS, SOURCES = ["M01037", "M06042", "H001"], ["portal", "hotline"]
PLACES = [(TOWN, VILLAGE), (OTHER_TOWN, OTHER_VILLAGE), (TOWN, ""), ("", "")]
SCOPES = [Kept(), Kept("town", TOWN), Kept("source", "hotline")]
FIRST, LAST = date(2026, 1, 9), date(2026, 11, 23)


def scatter(count=300, seed=5):
    """Deltas of a year, with the corrections that take one out again."""
    draw = Random(seed)
    Delta.objects.bulk_create(
        Delta(
            day=date(2026, 1, 1) + timedelta(days=draw.randrange(334)), town=town, village=village, unit_id=draw.choice(UNITS),
            kind_id=draw.choice(KINDS), source=draw.choice(SOURCES), compartment="mediation" if draw.random() < 0.05 else "",
            movement=draw.choice([*DIVIDED, Movement.VISITED]), count=-1 if draw.random() < 0.2 else 1,
        )
        for town, village in (draw.choice(PLACES) for _ in range(count))
    )  # fmt: skip


def one_by_one(kept, rows, days_from):
    """The same, counted by hand."""
    found = Counter()
    column = {"": lambda _row: "", "unit": lambda row: str(row.unit_id or ""), "kind": lambda row: row.kind_id}
    read = {
        name: column.get(name, lambda row, name=name: getattr(row, name)) for parts in PARTS.values() for name in parts
    }
    read |= {"unit": column["unit"], "kind": column["kind"]}
    for row in rows:
        if (
            row.compartment
            or not (days_from or FIRST) <= row.day <= LAST
            or read.get(kept.scope, column[""])(row) != kept.value
        ):
            continue
        for part in kept.parts:
            key = read[part](row)
            if part and (not key or row.movement not in DIVIDED or row.day < FIRST):
                continue
            found[part, key, row.day if days_from and not part else None, row.movement] += row.count
    return {key: count for key, count in found.items() if count}


@pytest.mark.parametrize("kept", SCOPES, ids=lambda kept: kept.scope or "county")
@pytest.mark.parametrize("days_from", [None, FIRST, date(2026, 1, 2)])
def test_reading_is_exact_however_much_is_rolled_up(kept, days_from):
    scatter()
    expected = one_by_one(kept, list(Delta.objects.all()), days_from)

    def reading():
        found = sums(kept, FIRST, LAST, parts=kept.parts, movements=list(Movement), days_from=days_from)
        return {(one.part, one.key, one.day, one.movement): one.total for one in found if one.total}

    assert reading() == expected
    fold_deltas(limit=120)
    assert reading() == expected
    roll_up(limit=50)
    assert reading() == expected
    scatter(20, seed=6)
    keep_counts()
    assert reading() == one_by_one(kept, list(Figure.objects.all()), days_from)


def test_what_is_rolled_up_is_marked_and_changes_nothing_twice():
    scatter(60)
    keep_counts()
    before = list(Rollup.objects.order_by("id").values_list("id", "count"))

    assert roll_up() == 0
    assert list(Rollup.objects.order_by("id").values_list("id", "count")) == before
    assert not any(figure.count != figure.rolled for figure in Figure.objects.all())
    assert not Delta.objects.exists()


def test_a_reading_is_one_statement(django_assert_num_queries):
    scatter(10)
    with django_assert_num_queries(1):
        list(sums(Kept(), localdate() - timedelta(days=400), localdate(), parts=("town", "kind"), days_from=FIRST))
