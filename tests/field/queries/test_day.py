from datetime import timedelta

import pytest
from django.utils.timezone import now

from linli.cases.enums import Stage
from linli.cases.models import Case
from linli.field.queries.day import day_for_phone, due_words, nearest
from linli.field.queries.places import places_of
from tests.factories import GRID, OTHER_VILLAGE, VILLAGE, make_case

HERE = (119.28906, 25.71351)


@pytest.mark.parametrize("count", [1, 3])
def test_the_day_takes_five_statements_whatever_the_number(people, count, django_assert_num_queries):
    for _ in range(count):
        make_case(area=GRID)
    day_for_phone(people.grid_member)  # what stays in memory is read

    with django_assert_num_queries(5):
        assert len(day_for_phone(people.grid_member)) == count


def test_the_day_holds_what_can_be_done_and_nobodys_name(people):
    make_case(people.resident, area=GRID, words="灯坏了，打 13800001234 找我")

    (kept,) = day_for_phone(people.grid_member)

    assert [(deed["noun"], deed["photo"]) for deed in kept["deeds"]] == [("acceptance", False), ("request", False)]
    assert "13800001234" not in str(kept)
    assert "林小满" not in str(kept)


def test_the_day_holds_only_what_is_open_and_ones_own(people):
    make_case(area=OTHER_VILLAGE)
    closed = make_case(area=GRID)
    Case.objects.filter(pk=closed.pk).update(stage=Stage.DONE, closed_at=now())

    assert day_for_phone(people.grid_member) == []


def test_near_is_what_lies_near_in_the_readers_areas_nearest_first(people):
    near, nearer, far, foreign = (make_case(area=area) for area in (GRID, GRID, GRID, OTHER_VILLAGE))
    for case, east in ((near, 0.01), (nearer, 0.001), (far, 0.1), (foreign, 0.0)):
        Case.objects.filter(pk=case.pk).update(lon=HERE[0] + east, lat=HERE[1])

    found = nearest(people.grid_member, HERE)

    assert [case for _metres, case in found] == [nearer, near]
    assert [round(metres, -1) for metres, _case in found] == [100, 1000]


def test_places_to_choose_from_are_those_of_the_posts(people):
    assert [code for code, _name in places_of(people.grid_member)] == [GRID]
    assert VILLAGE in dict(places_of(people.manager))
    assert GRID in dict(places_of(people.manager))
    assert places_of(people.resident) == []


def test_how_it_stands_with_the_time():
    at = now()

    assert due_words("done", None, at)[1] == "done"
    assert due_words("open", None, at)[1] == "wait"
    assert due_words("open", at - timedelta(days=2), at) == ("逾期 2 天", "late")
    assert due_words("open", at + timedelta(hours=3), at)[1] == "soon"
    assert due_words("open", at + timedelta(days=3), at)[1] == "act"
