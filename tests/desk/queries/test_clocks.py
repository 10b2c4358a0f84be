"""Limits as the desk says them."""

from datetime import timedelta

import pytest
from django.utils.timezone import now
from django.utils.translation import override

from linli.cases.domain.acceptance import accept_case
from linli.cases.domain.extension import ask_extension, extend_limit
from linli.cases.domain.pausing import pause_clock
from linli.cases.enums import Source
from linli.cases.models import CaseLimit
from linli.cases.queries.detail import case_page
from linli.common.calendar import Limit
from linli.desk.queries.clocks import left_words
from linli.desk.queries.detail import Detail
from tests.factories import make_case, make_rule

pytestmark = pytest.mark.django_db


def clocks(case, reader):
    with override("en"):
        return Detail(case_page(case.id, reader)).clocks


def test_whole_limit_stands_first_and_what_is_met_says_so(people):
    case = make_case(people.resident)
    accept_case(case, by=people.manager)

    lines = clocks(case, people.manager)

    assert [line.title for line in lines] == ["Completion", "Filing"]
    assert (lines[1].tone, lines[1].remaining, lines[1].is_met) == ("done", "met", True)


def test_what_is_over_is_late_by_its_largest_unit(people):
    case = make_case(people.resident, at=now() - timedelta(days=20))

    line = clocks(case, people.manager)[0]

    assert line.tone == "late"
    assert line.remaining.startswith("Overdue ")
    assert line.used == 100


def test_a_rest_and_an_extension_are_said(people):
    case = make_case(people.resident)
    accept_case(case, by=people.manager)
    ask_extension(case, by=people.officer, limit=Limit.parse("3 working_days"), note="等配件")
    extend_limit(case, by=people.supervisor, note="同意")
    pause_clock(case, by=people.dispatcher, note="等回函")

    line = clocks(case, people.manager)[0]

    assert line.tone == "rest"
    assert "extended by 3 working days" in line.rule
    assert line.remaining.startswith("paused, ")


def test_two_clocks_say_whose_each_is(people):
    make_rule("H", people.lamps)
    case = make_case(people.resident, kind="H002", source=Source.HOTLINE)

    assert {line.title for line in clocks(case, people.operator)} == {
        "Completion · Handling unit",
        "Signing · Receiving place",
    }


@pytest.mark.parametrize(
    ("count", "unit", "words"),
    [(0, "working_days", "ends today"), (0, "business_hours", "less than an hour left"), (1, "working_days", "1 working day left"),
     (3, "calendar_days", "3 days left"), (2, "business_hours", "2 office hours left")],
)  # fmt: skip
def test_what_is_left_in_words(count, unit, words):
    with override("en"):
        assert left_words(count, unit) == words


def test_what_is_due_within_a_day_is_soon_here_as_in_the_lists(people):
    case = make_case(people.resident)
    CaseLimit.objects.filter(case=case).update(due_at=now() + timedelta(hours=23), unit="business_hours")

    assert {line.tone for line in clocks(case, people.manager)} == {"soon"}
