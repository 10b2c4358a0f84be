"""My matters: own, proven and followed; paged by key."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils.timezone import now

from linli.cases.domain.merging import follow_case
from linli.cases.models import Case
from linli.people.reader import ANONYMOUS
from linli.portal.queries.mine import my_matters, to_rate
from tests.factories import make_case

SHANGHAI = ZoneInfo("Asia/Shanghai")


def ids(page):
    return [matter.row.id for matter in page.rows]


def test_own_proven_and_followed_stand_in_one_list_newest_first(city):
    own, followed, proven, foreign = (
        make_case(who) for who in (city.resident, city.stranger, city.stranger, city.stranger)
    )
    follow_case(followed, account=city.resident.account)

    page = my_matters(replace(city.resident, owns=frozenset({proven.id})))

    assert ids(page) == [proven.id, followed.id, own.id]
    assert [matter.is_mine for matter in page.rows] == [True, False, True]
    assert foreign.id not in ids(page)


def test_a_matter_that_is_own_and_followed_stands_once_as_own(city):
    case = make_case(city.resident)
    follow_case(case, account=city.resident.account)

    page = my_matters(city.resident)

    assert [(matter.row.id, matter.is_mine) for matter in page.rows] == [(case.id, True)]


@pytest.mark.parametrize(("view", "expected"), [("all", 2), ("open", 1), ("done", 1)])
def test_the_view_narrows(city, view, expected):
    city.close(make_case(city.resident))
    make_case(city.resident)

    assert len(my_matters(city.resident, view=view).rows) == expected


def test_pages_follow_each_other_without_gap_or_double(city):
    at = now()
    cases = [make_case(city.resident, at=at) for _ in range(5)]  # all of one moment: the key decides
    wanted = sorted((case.id for case in cases), reverse=True)

    first = my_matters(city.resident, size=2)
    second = my_matters(city.resident, size=2, older=first.older)
    third = my_matters(city.resident, size=2, older=second.older)
    back = my_matters(city.resident, size=2, newer=third.newer)

    assert ids(first) + ids(second) + ids(third) == wanted
    assert ids(back) == ids(second)
    assert (first.newer, third.older) == ("", "")


def test_a_key_that_was_tampered_with_starts_anew(city):
    case = make_case(city.resident)

    assert ids(my_matters(city.resident, older="nonsense")) == [case.id]


def test_who_is_nobody_has_nothing(city):
    make_case(city.resident)

    assert my_matters(ANONYMOUS).rows == []


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_is_one_statement(city, django_assert_num_queries, rows):
    for _ in range(rows):
        make_case(city.resident)
    my_matters(city.resident)

    with django_assert_num_queries(1):
        assert [matter.tag for matter in my_matters(city.resident).rows]


def test_only_ones_own_waits_for_a_grade(city):
    mine, other = city.close(make_case(city.resident)), city.close(make_case(city.stranger))
    follow_case(other, account=city.resident.account)

    assert [matter.row.id for matter in to_rate(city.resident)] == [mine.id]


def test_the_tone_says_how_it_stands(city):
    late, waiting, closed, running = (make_case(city.resident) for _ in range(4))
    Case.objects.filter(pk=late.pk).update(due_at=now() - timedelta(days=1))
    Case.objects.filter(pk=waiting.pk).update(stage="waiting", state="waiting")
    city.close(closed)

    tones = {matter.row.id: matter.tone for matter in my_matters(city.resident).rows}

    assert tones == {late.id: "late", waiting.id: "soon", closed.id: "done", running.id: "act"}


def test_a_first_look_that_is_late_does_not_make_the_whole_late(city):
    case = make_case(city.resident)
    Case.objects.filter(pk=case.pk).update(next_due_at=now() - timedelta(hours=1), due_at=now() + timedelta(days=1))

    assert my_matters(city.resident).rows[0].tone == "act"


def test_a_paused_matter_names_no_day(city):
    case = make_case(city.resident, at=datetime(2026, 11, 3, 9, tzinfo=SHANGHAI))
    Case.objects.filter(pk=case.pk).update(paused_at=now())

    assert "17:30" not in my_matters(city.resident).rows[0].meta


def test_the_line_tells_by_when(city):
    make_case(city.resident, at=datetime(2026, 11, 3, 9, tzinfo=SHANGHAI))

    assert "17:30" in my_matters(city.resident).rows[0].meta
