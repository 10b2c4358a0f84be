"""Every figure of the screen equals the count of the list it opens, for every role that may see it."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils.timezone import localdate, now

from linli.cases.domain.figures import fold_deltas, keep_counts, roll_up
from linli.cases.queries.figures import Count
from linli.cases.queries.filters import CaseFilter
from linli.cases.queries.listing import walk_cases
from linli.screen.queries.brief import brief
from linli.screen.queries.panorama import panorama
from linli.screen.queries.view import COLOURS, PERIODS, View
from linli.screen.reading import forget_readings
from linli.screen.rules import home_of
from tests.factories import COUNTY, GRID, TOWN, VILLAGE
from tests.screen.conftest import SEERS

pytestmark = pytest.mark.django_db


def counts_in(thing) -> list[Count]:
    """Every figure within what a page shows, however deep."""
    if isinstance(thing, Count):
        return [thing]
    if isinstance(thing, list | tuple):
        return [count for one in thing for count in counts_in(one)]
    if isinstance(thing, dict):
        return counts_in(list(thing.values()))
    return counts_in(list(vars(thing).values())) if type(thing).__module__.startswith("linli.screen") and not isinstance(
        thing, View) and hasattr(thing, "__dict__") else []  # fmt: skip


def listed(reader, count: Count) -> int:
    return len(list(walk_cases(reader, CaseFilter.read(QueryDict(count.address)))))


def test_every_figure_opens_the_list_it_counts_for_every_role(city):
    wrong = {}
    for who in SEERS:
        reader = getattr(city, who)
        for words in ({}, {"period": "7", "kind": "M01037"}):
            view = View.read(home_of(reader), words)
            counts = counts_in(panorama(view)) + counts_in(brief(view))
            assert len(counts) > 5
            wrong |= {(who, count.address): (count.value, found) for count in counts
                      if (found := listed(reader, count)) != count.value}  # fmt: skip

    assert wrong == {}


@pytest.mark.parametrize("area", [COUNTY, TOWN, VILLAGE, GRID])
def test_figures_hold_for_a_leader_in_every_area_and_period(city, area):
    for period in PERIODS:
        counts = counts_in(panorama(View.read(area, {"period": period})))

        assert [count.value for count in counts] == [listed(city.leader, count) for count in counts]


def test_folding_changes_no_figure(city):
    view = View.read(COUNTY, {})
    before = [(count.address, count.value) for count in counts_in(panorama(view))]

    fold_deltas(limit=40)
    roll_up(limit=20)
    assert [(count.address, count.value) for count in counts_in(panorama(view))] == before
    keep_counts()

    assert [(count.address, count.value) for count in counts_in(panorama(view))] == before


def test_whole_is_not_nothing_and_rates_have_their_parts(city):
    found = panorama(View.read(COUNTY, {}))

    assert (
        found.course.opened.value == 57
    )  # forty-five generated, eleven played to the end, one complaint; the sealed one is in no figure
    assert found.open.value > 0
    assert found.late.value > 0
    assert found.course.on_time.value > 0
    assert found.course.closed_late.value > 0
    response, resolution, satisfaction, rating = found.course.rates.rates
    assert (rating.numerator.value, rating.denominator.value) == (3, 6)
    assert 0 < response.numerator.value < response.denominator.value
    assert 0 < resolution.numerator.value < resolution.denominator.value
    assert 0 < satisfaction.numerator.value < satisfaction.denominator.value
    reached = found.course.rates.visited.value - found.course.rates.unreached.value
    assert reached == resolution.denominator.value + found.course.rates.unknown.value


def test_a_second_return_visit_takes_the_first_out(city):
    found = panorama(View.read(COUNTY, {})).course.rates

    assert found.visited.value == listed(city.leader, found.visited)
    from linli.cases.models import ReturnVisit

    assert ReturnVisit.objects.count() > found.visited.value


def test_what_is_no_public_space_is_counted_and_not_named(city):
    found = panorama(View.read(COUNTY, {}))

    assert {line.code for line in found.course.kinds} == {"M01037", "M06042", "M06013"}
    assert sum(line.opened.value for line in found.course.kinds) < found.course.opened.value
    assert View.read(COUNTY, {"kind": "C001"}).kind == ""


def test_few_answers_are_not_shown_where_somebody_could_be_known(city):
    found = panorama(View.read(VILLAGE, {"period": "today"})).course.rates

    assert all(not rate.is_shown for rate in found.rates if rate.denominator.value < 5 and rate.name != "response")
    assert not found.is_shown


@pytest.mark.parametrize("count", [1, 3])
def test_four_statements_whatever_is_looked_at(count, people, django_assert_num_queries):
    from tests.factories import make_case

    for _ in range(count):
        make_case(people.resident)
    forget_readings()
    panorama(View.read(COUNTY, {}))

    for area, statements in (
        (COUNTY, 4),
        (TOWN, 6),
        (VILLAGE, 7),
    ):  # two shares, but for the county's, just read; points of a village
        with django_assert_num_queries(statements):
            panorama(View.read(area, {"kind": "M01037"}))


def test_map_is_coloured_by_what_was_chosen(city):
    for colour in COLOURS:
        found = panorama(View.read(COUNTY, {"colour": colour}))

        tones = {tile.outline.facts.code: tile.tone for tile in found.map.tiles}
        assert len(tones) > 20
        assert tones[TOWN] in ("late", "soon", "step-1", "step-2", "step-3", "step-4")
        assert (colour == "state") == ("late" in tones.values())


def test_map_of_a_grid_shows_the_grids_beside_it_without_their_figures(city):
    found = panorama(View.read(GRID, {}))

    assert [tile.outline.facts.code for tile in found.map.tiles if tile.is_here] == [GRID]
    assert all(tile.value == 0 for tile in found.map.tiles if not tile.is_here)
    assert found.course is None


def test_due_today_ends_at_midnight(people):
    from linli.cases.models import Case
    from tests.factories import make_case

    case = make_case(people.resident)
    view = View.read(COUNTY, {})
    noon = now().replace(hour=4, minute=0)  # twelve o'clock in Fuqing
    for hours, expected in ((11, 1), (13, 0)):
        Case.objects.filter(pk=case.pk).update(next_due_at=noon + timedelta(hours=hours))

        assert panorama(view, at=noon).due_today.value == expected
    assert localdate(noon) == localdate(noon + timedelta(hours=11))
