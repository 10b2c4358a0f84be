"""A statement that is compiled once answers what its queryset would have answered, for every value and in every county."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from linli.cases.models import Case
from linli.cases.queries.detail import case_page
from linli.cases.queries.filters import CaseFilter
from linli.cases.queries.listing import list_cases
from linli.cases.queries.visible import visible_to
from linli.common.queries.compiled import Slot, Statement, compiled, rows
from linli.people.reader import Reader
from tests.cases.conftest import people  # noqa: F401
from tests.factories import OTHER_VILLAGE, TOWN, VILLAGE, make_case

pytestmark = pytest.mark.django_db


def test_constants_stand_in_the_text_and_values_are_numbered():
    statement = Statement("SELECT 1 WHERE 'a%%' = %s AND 2 = %s AND 'x' = %s", (Slot("word"), 2, Slot("other")))

    assert statement._numbered == "SELECT 1 WHERE 'a%' = $1 AND 2 = 2 AND 'x' = $2"


def test_values_by_name_may_stand_twice():
    statement = Statement.of_names("SELECT %(word)s::text, %(word)s::text, %(day)s::text")

    assert statement.rows({"word": "it's 100 %", "day": "x"}) == [("it's 100 %", "it's 100 %", "x")]


def test_what_cannot_stand_in_is_refused():
    with pytest.raises(TypeError, match="nothing can stand in for a list"):
        compiled({"ids": []}, lambda _: [Case.objects.all()])


@pytest.mark.parametrize("plan_anew", [True, False])
def test_the_same_shape_answers_with_other_values(people, plan_anew):  # noqa: F811
    here, there = (make_case(people.resident, area=area) for area in (VILLAGE, OTHER_VILLAGE))

    def in_village(code):
        return rows(
            ("test", plan_anew), {"village": code},
            lambda values: Case.objects.filter(village=values["village"]).values_list("id"), plan_anew=plan_anew,
        )  # fmt: skip

    assert [in_village(case.village) for case in (here, there, here)] == [[(here.id,)], [(there.id,)], [(here.id,)]]


@pytest.mark.parametrize("who", ["dispatcher", "manager", "officer", "gardener", "resident", "operator"])
def test_every_reader_finds_by_compiled_statements_what_they_may_read(people, who):  # noqa: F811
    made = [make_case(people.resident, area=area, at=now() - timedelta(days=day))
            for day, area in enumerate((VILLAGE, OTHER_VILLAGE, TOWN))]  # fmt: skip
    reader = getattr(people, who)

    pages = {case.id for case in made if case_page(case.id, reader)}

    assert pages == set(visible_to(reader).values_list("id", flat=True))
    if reader.is_staff:
        assert {row.id for row in list_cases(reader, CaseFilter(view="all")).rows} == pages


def test_a_stranger_reads_nothing(people):  # noqa: F811
    case = make_case(people.resident)

    assert case_page(case.id, Reader()) is None
    assert case_page(case.id, Reader(owns=frozenset({case.id}))) is not None
