from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from linli.common.errors import ChangedSince, NotTakenBack, Refusal
from linli.common.models import AuditEntry
from linli.places.domain.hours import change_hours, except_days, read_week, take_back_hours, withdraw_exception
from linli.places.domain.place import change_place, take_back_change
from linli.places.domain.room import close_spot, open_room, open_window, reopen_spot
from linli.places.enums import RoomKind
from linli.places.models import OpeningHours, OpeningSpan, Place, PlaceFact, ServedGrid
from linli.places.opening import spans_of
from linli.places.queries.directory import find_places, open_places, places_near
from linli.places.queries.grids import served_grids
from linli.places.queries.hours import opening_of
from tests.factories import COUNTY, GRID, OTHER_VILLAGE, TOWN, VILLAGE, make_place
from tests.places.conftest import refused

NEW_WEEK = ["9:00-11:00"] * 5 + [""] * 4


def deeds(place, by):
    return (
        lambda: change_hours(place, read_week(NEW_WEEK), by=by),
        lambda: except_days(place, localdate(), localdate(), (), reason="停电", by=by),
        lambda: change_place(place, {"name": "新名"}, by=by),
        lambda: open_room(place, "棋牌室", kind=RoomKind.CHESS, by=by),
        lambda: open_window(place, 1, "民政", by=by),
    )


@pytest.mark.parametrize(
    ("who", "is_allowed"),
    [("manager", True), ("town_administrator", True), ("other_manager", False), ("clerk", False), ("resident", False)],
)
def test_who_may_change_a_place(who, is_allowed, place, readers):
    for deed in deeds(place, readers[who]):
        if is_allowed:
            deed()
        else:
            with pytest.raises(Refusal) as refused:
                deed()
            assert refused.value.code == "not_your_place"


def test_a_place_closed_for_good_is_changed_no_more(place, manager):
    Place.objects.filter(pk=place.pk).update(closed_on=date(2026, 1, 1))

    for deed in deeds(place, manager):
        with pytest.raises(Refusal) as refused:
            deed()
        assert refused.value.code == "place_closed"


def test_new_hours_hold_and_are_taken_back_once(place, manager):
    monday = date(2026, 11, 23)
    before = opening_of(place.id).on(monday).spans
    made = change_hours(place, read_week(NEW_WEEK), by=manager)
    during = opening_of(place.id).on(monday).spans

    take_back_hours(made, by=manager)

    assert (before, during, opening_of(place.id).on(monday).spans) == (((480, 720), (870, 1050)), ((540, 660),), before)
    assert OpeningHours.objects.filter(place=place).count() == 3  # none is forgotten
    assert [entry.actor_label for entry in AuditEntry.objects.filter(action="place.hours").order_by("at")][1:] == [
        manager.label
    ] * 2
    with pytest.raises(ChangedSince):
        take_back_hours(made, by=manager)
    first = OpeningHours.objects.filter(place=place).earliest("since")
    OpeningHours.objects.filter(place=place).exclude(pk=first.pk).delete()
    OpeningHours.objects.filter(pk=first.pk).update(until=None)
    with pytest.raises(NotTakenBack):
        take_back_hours(first, by=manager)


def test_hours_nobody_can_read_are_refused():
    with pytest.raises(Refusal) as refused:
        read_week(["8-12", *NEW_WEEK[1:]])

    assert (refused.value.code, "8-12" in str(refused.value)) == ("hours_unclear", True)


def test_other_hours_on_some_days_and_back(place, manager):
    today = localdate()
    made = except_days(place, today, today, spans_of("10:00-11:00"), reason="盘点", by=manager)
    during = opening_of(place.id).on(today)

    withdraw_exception(made, by=manager)

    assert (during.spans, during.reason) == (((600, 660),), "盘点")
    assert opening_of(place.id).on(today).why == "week"
    with pytest.raises(ChangedSince):
        withdraw_exception(made, by=manager)


@pytest.mark.parametrize(("days", "reason"), [(-1, "停电"), (367, "停电"), (0, " ")])
def test_an_exception_needs_a_reason_and_an_end(days, reason, place, manager):
    with pytest.raises(Refusal) as refused:
        except_days(place, localdate(), localdate() + timedelta(days=days), (), reason=reason, by=manager)

    assert refused.value.code == "exception_unclear"


def test_what_stands_there_is_changed_and_taken_back(place, manager):
    change_place(place, {"name": "宏侨新中心", "access": ["low_counter"], "code": "stolen"}, by=manager)
    entry = AuditEntry.objects.get(action="place.changed")
    found = [facts.code for facts in find_places("hqxzx")]

    take_back_change(entry, by=manager)

    place.refresh_from_db()
    assert (found, place.name, place.access, place.code) == (["one"], "宏侨中心", [], "one")
    with pytest.raises(ChangedSince):
        take_back_change(entry, by=manager)
    with pytest.raises(NotTakenBack):
        take_back_change(AuditEntry.objects.filter(action="place.hours").first(), by=manager)
    with refused("name_missing"):
        change_place(place, {"name": "  "}, by=manager)


def test_a_change_that_changes_nothing_is_not_noted(place, manager):
    change_place(place, {"name": place.name}, by=manager)

    assert not AuditEntry.objects.filter(action="place.changed").exists()


def test_rooms_and_windows_stand_once_and_close(place, manager):
    room = open_room(place, "棋牌室", kind=RoomKind.CHESS, by=manager, seats=16)
    open_window(place, 1, "民政", by=manager)

    for again in (
        lambda: open_room(place, "棋牌室", kind=RoomKind.CHESS, by=manager),
        lambda: open_window(place, 1, "户籍", by=manager),
    ):
        with refused("name_taken"):
            again()
    with refused("name_missing"):
        open_room(place, " ", kind=RoomKind.CHESS, by=manager)
    close_spot(room, by=manager)
    assert room.closed_on == localdate()
    reopen_spot(room, by=manager)
    assert room.closed_on is None


def test_the_database_keeps_spans_apart_and_facts_sourced(place):
    hours = OpeningHours.objects.get(place=place)

    for row in (
        OpeningSpan(hours=hours, day=0, opens=720, closes=800),  # touches what is there
        OpeningSpan(hours=hours, day=9, opens=0, closes=10),
        OpeningSpan(hours=hours, day=7, opens=10, closes=10),
        PlaceFact(place=place, position=1, words="有据可查"),
        ServedGrid(place=place, grid=VILLAGE),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("宏侨", ["one", "two"]),
        ("宏侨中", ["one"]),
        ("hqz", ["one"]),
        ("hl", ["one", "two"]),
        ("宏路", ["one", "two"]),
        ("zzzz", []),
        ("", ["one", "two", "three"]),
    ],
)
def test_places_are_found_by_name_town_and_initials(words, codes, place):
    make_place("two", name="驿站", kind="stop", amenities=["water"])
    make_place("three", name="远处", area=OTHER_VILLAGE)

    assert sorted(facts.code for facts in find_places(words)) == sorted(codes)


def test_a_closed_place_is_not_listed_and_riders_find_water(place):
    make_place("two", name="驿站", kind="stop", amenities=["water"])
    make_place("gone", closed_on=None)
    Place.objects.filter(code="gone").update(closed_on=date(2026, 1, 1))

    from linli.common.domain.configuration import changed

    changed("places")
    assert [facts.code for facts in open_places()] == ["one", "two"]
    assert [facts.code for facts in open_places(amenity="water")] == ["two"]


def test_measured_doors_come_by_distance(place, django_assert_num_queries):
    for code, longitude in (("far", 119.40), ("close", 119.2901)):
        make_place(code, area=OTHER_VILLAGE, longitude=longitude, latitude=25.71351)

    near = [(row.place.code, row.metres) for row in places_near(119.28906, 25.71351)]

    assert [code for code, _ in near if code != "one"] == ["close", "far"]
    assert dict(near)["close"] == 104  # 0.00104° of longitude at this latitude


def test_grids_that_have_their_place(place, django_assert_num_queries):
    from linli.areas.models import Area
    from linli.common.domain.configuration import changed

    for number in (1, 2):
        Area.objects.get_or_create(
            code=f"{VILLAGE}00{number}",
            defaults={"level": "grid", "kind": "grid", "name": f"网格{number}", "parent_id": VILLAGE},
        )
    changed("areas")
    whole = served_grids([VILLAGE]).whole
    ServedGrid.objects.create(place=place, grid=GRID)
    with django_assert_num_queries(1):
        served = served_grids([VILLAGE])

    assert ([facts.code for facts in served.having], served.whole) == ([GRID], whole)
    assert served_grids([OTHER_VILLAGE[:9] + "999"]).percent is None
    Place.objects.filter(pk=place.pk).update(closed_on=date(2026, 1, 1))
    assert served_grids([TOWN, COUNTY]).having == ()
