"""Lists page by key in both directions, keep their filters, and ask one statement however long they are."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils.timezone import now

from linli.cases.domain.closure import withdraw_case
from linli.cases.domain.pausing import pause_clock
from linli.cases.domain.progress import return_for_materials
from linli.cases.models import Case
from linli.cases.queries.filters import CaseFilter, disputed_cases, returned_cases
from linli.cases.queries.listing import count_cases, list_cases, walk_cases
from tests.factories import OTHER_VILLAGE, TOWN, VILLAGE, make_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def seven(people):
    moment = now() - timedelta(days=2)
    return [make_case(people.resident, at=moment + timedelta(hours=number)) for number in range(7)]


@pytest.mark.parametrize("view", ["open", "all"])
def test_pages_show_everything_once_in_order(people, seven, view):
    wanted, seen, older = CaseFilter(view=view), [], ""

    for _ in range(4):
        page = list_cases(people.dispatcher, wanted, older=older, size=2)
        seen += [row.id for row in page.rows]
        older = page.older

    expected = [case.id for case in seven]
    assert seen == (expected if view == "open" else expected[::-1])
    assert older == ""


def test_way_back_shows_the_same_pages(people, seven):
    wanted = CaseFilter(view="all")
    first = list_cases(people.dispatcher, wanted, size=3)
    second = list_cases(people.dispatcher, wanted, older=first.older, size=3)

    back = list_cases(people.dispatcher, wanted, newer=second.newer, size=3)

    assert [row.id for row in back.rows] == [row.id for row in first.rows]
    assert (first.newer, back.newer) == ("", "")


def test_page_holds_when_something_new_comes_in(people, seven):
    first = list_cases(people.dispatcher, CaseFilter(view="all"), size=3)
    make_case(people.resident)

    second = list_cases(people.dispatcher, CaseFilter(view="all"), older=first.older, size=3)

    assert [row.id for row in second.rows] == [case.id for case in reversed(seven[1:4])]


@pytest.mark.parametrize("word", ["", "x", "2026_zz", "20260101T000000000000_", "'; drop table", "9" * 50])
def test_key_that_was_tampered_with_starts_anew(people, seven, word):
    page = list_cases(people.dispatcher, CaseFilter(view="all"), older=word)

    assert len(page.rows) == 7


@pytest.mark.parametrize("count", [1, 3])
def test_list_is_one_statement_however_long(people, count, django_assert_num_queries):
    for _ in range(count):
        make_case(people.resident)
    list_cases(people.dispatcher, CaseFilter())

    with django_assert_num_queries(1):
        rows = list_cases(people.dispatcher, CaseFilter()).rows
        assert [(row.place, row.unit_name, str(row.state_title), row.number_text)[0] for row in rows] == [
            "宏侨社区"
        ] * count


def test_views_part_the_matters(people):
    moment = now()
    late = make_case(people.resident, at=moment - timedelta(days=20))
    fresh = make_case(people.resident, at=moment, kind="M06013")
    asked = return_for_materials(make_case(people.resident), by=people.manager, note="?")
    gone = withdraw_case(make_case(people.resident), by=people.resident)

    def names(view):
        return {row.id for row in list_cases(people.dispatcher, CaseFilter(view=view)).rows}

    assert names("late") == {late.id}
    assert names("waiting") == {asked.id}
    assert names("done") == {gone.id}
    assert names("open") == {late.id, fresh.id}
    assert names("all") == {late.id, fresh.id, asked.id, gone.id}


def test_paused_matter_waits_and_is_never_late(people):
    from linli.cases.domain.acceptance import accept_case

    case = accept_case(make_case(people.resident, at=now() - timedelta(days=1)), by=people.manager)
    pause_clock(case, by=people.dispatcher, note="等鉴定")

    later = now() + timedelta(days=90)

    assert list_cases(people.dispatcher, CaseFilter(view="late"), at=later).rows == []
    assert [row.id for row in list_cases(people.dispatcher, CaseFilter(view="waiting")).rows] == [case.id]


def test_filters_narrow_and_survive_the_address(people):
    from django.http import QueryDict

    mine = make_case(people.resident, kind="M06042")
    make_case(people.resident)
    make_case(people.resident, kind="M06042", area=OTHER_VILLAGE)
    wanted = CaseFilter.read(QueryDict(f"view=all&kind=M06042&town={TOWN}&village={VILLAGE}&source=portal&junk=1"))

    again = CaseFilter.read(QueryDict(wanted.address()))

    assert again == wanted
    assert [row.id for row in list_cases(people.dispatcher, again).rows] == [mine.id]


@pytest.mark.parametrize(
    "words",
    ["source=moon", "unit=1", "opened_from=yesterday", "closed_to=2026-02-30", "view=xyz", "order=;", "rated=9"],
)
def test_filter_that_does_not_hold_is_left_out(words):
    from django.http import QueryDict

    assert CaseFilter.read(QueryDict(words)) == CaseFilter()


def test_days_are_local_and_both_included(people):
    from datetime import datetime
    from zoneinfo import ZoneInfo

    shanghai = ZoneInfo("Asia/Shanghai")
    early = make_case(people.resident, at=datetime(2026, 11, 20, 0, 0, tzinfo=shanghai))
    late = make_case(people.resident, at=datetime(2026, 11, 20, 23, 59, tzinfo=shanghai))
    make_case(people.resident, at=datetime(2026, 11, 21, 0, 0, tzinfo=shanghai))

    rows = list_cases(people.dispatcher, CaseFilter(view="all", opened_from="2026-11-20", opened_to="2026-11-20")).rows

    assert {row.id for row in rows} == {early.id, late.id}


def test_count_is_exact_up_to_its_bound(people, seven):
    assert count_cases(people.dispatcher, CaseFilter(view="all"), most=7) == (7, False)
    assert count_cases(people.dispatcher, CaseFilter(view="all"), most=6) == (6, True)


def test_export_walks_everything_in_pieces(people, seven):
    assert len(list(walk_cases(people.dispatcher, CaseFilter(view="all"), size=3))) == 7
    assert Case.objects.count() == 7


def test_what_came_back_and_what_is_disputed_are_looked_up_in_an_index(people, seven):
    """A table of a few rows is read whole unless it is told not to, and by any index unless it has been looked through."""
    Case.objects.filter(pk=seven[0].pk).update(reopened=1)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("ANALYZE cases_case")

    assert "case_returned" in returned_cases().explain()
    assert "one_objection_open" in disputed_cases().explain()
