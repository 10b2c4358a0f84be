"""Appointments at the windows: let by the centre, for what and when; whichever open window is free is taken."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.conf import settings
from django.db import connection

from linli.bookings.domain.booking import confirm_hold, hold_slot
from linli.bookings.domain.guest import Guest
from linli.bookings.domain.helping import book_for
from linli.bookings.domain.window_letting import keep_span_for, let_window, open_span_for_all
from linli.bookings.domain.windows import hold_window
from linli.bookings.models import Booking, OpeningRule
from linli.bookings.queries.today import bookings_today
from linli.bookings.queries.windows import window_days, windows_of
from linli.common.errors import Refusal
from linli.common.ids import uuid7
from linli.counties.current import county_by_code
from linli.people.reader import ANONYMOUS, system
from linli.places.domain.room import close_spot, open_window
from linli.places.opening import spans_of
from tests.bookings.conftest import MONDAY, NOW, moment, refused
from tests.factories import make_place, make_resident

NINE = moment("09:00")
CENTRE = system("test")
NO_WEEK = [()] * 9


@pytest.fixture
def place(db):
    return make_place("hall")


@pytest.fixture
def windows(place):
    """Two windows of twenty minutes; the first deals with pensions only."""
    made = [open_window(place, number, name, by=CENTRE) for number, name in ((1, "民政"), (2, "综合"))]
    measures = {"slot_minutes": 20, "horizon_days": 14, "lead_minutes": 0}
    return [
        let_window(window, by=CENTRE, items=items, **measures)
        for window, items in zip(made, (["pension"], []), strict=True)
    ]


def left_at(place, clock, item="", days=0):
    day = window_days(windows_of(place.id, item), MONDAY.date(), 7, item=item, at=NOW)[days]
    return next((slot.left for slot in day.slots if slot.starts_at == moment(clock, days=days)), None)


@pytest.mark.parametrize(("item", "left"), [("pension", 2), ("residence", 1), ("", 2)])
def test_as_many_are_free_as_windows_deal_with_it(item, left, place, windows):
    assert left_at(place, "09:00", item) == left


def test_an_evening_is_kept_for_one_item_and_taken_back(place, windows, people):
    both = windows[1]
    evening = spans_of("18:30-20:30")

    keep_span_for(both, 2, evening, ["residence"], by=people["manager"])

    assert (left_at(place, "18:30", "residence", 2), left_at(place, "18:30", "pension", 2)) == (1, None)
    assert left_at(place, "09:00", "residence", 2) == 1  # its other hours stay those of the place
    with refused("item_needed"):
        keep_span_for(both, 2, evening, [], by=people["manager"])
    for deed in (
        lambda: keep_span_for(both, 2, evening, ["x"], by=people["clerk"]),
        lambda: let_window(both.window, by=people["other_manager"]),
    ):
        with refused("not_your_resource"):
            deed()
    week = [spans_of("9:00-12:00") if day == 2 else () for day in range(9)]
    let_window(both.window, by=people["manager"], week=week, slot_minutes=20)
    assert left_at(place, "18:30", "residence", 2) == 1  # what is for one item only outlives another week
    open_span_for_all(OpeningRule.objects.exclude(items=[]).get(), by=people["manager"])
    assert left_at(place, "18:30", "residence", 2) is None


def test_whichever_window_is_free_is_kept_and_nobody_has_two(place, windows, resident):
    first = hold_window(windows, NINE, by=resident, item_code="pension", key="a", at=NOW)
    again = hold_window(windows, NINE, by=resident, item_code="pension", key="a", at=NOW)
    assert (first.id, first.item_code) == (again.id, "pension")
    with refused("booked_already"):
        hold_window(windows, NINE, by=resident, item_code="pension", key="b", at=NOW)

    other = hold_window(windows, NINE, by=make_resident(), item_code="pension", at=NOW)
    with refused("slot_taken"):
        hold_window(windows, NINE, by=make_resident(), item_code="pension", at=NOW)

    assert {first.resource_id, other.resource_id} == {one.id for one in windows}
    for given, code in ((windows_of(place.id, "none")[:0], "resource_closed"), (windows, "no_such_slot")):
        with refused(code):
            hold_window(given, moment("13:00"), by=make_resident(), at=NOW)
    with refused("account_needed"):
        hold_window(windows, NINE, by=ANONYMOUS, at=NOW)


def test_a_window_out_of_use_takes_nobody(place, windows):
    close_spot(windows[0].window, by=CENTRE, on=MONDAY.date().replace(day=1))

    assert [one.id for one in windows_of(place.id)] == [windows[1].id]


def test_the_counter_reads_todays_appointments_without_a_name(place, windows, resident, django_assert_num_queries):
    case = uuid7()
    held = hold_window(windows, NINE, by=resident, item_code="pension", case_id=case, at=NOW)
    assert bookings_today("hall", on=MONDAY.date()) == []  # a hold is none yet
    confirm_hold(held, by=resident, at=NOW)

    with django_assert_num_queries(1):
        found = bookings_today("hall", on=MONDAY.date())

    assert [(one.id, one.window_number, one.account_id, one.item_code, one.case_id) for one in found] == [
        (held.id, held.resource.window.number, resident.actor_id, "pension", case)
    ]  # fmt: skip


def test_a_clerk_books_for_somebody_and_is_shown(place, windows, people):
    resident = make_resident("+8613900009999")
    guest = Guest("陈大有", agreed=True)
    with refused("not_your_resource"):
        book_for(windows, NINE, by=people["stranger"], guest=guest, at=NOW)
    for faulty, code in ((Guest(" ", agreed=True), "guest_name_needed"), (Guest("陈大有"), "agreement_needed")):
        with refused(code):
            book_for(windows, NINE, by=people["clerk"], guest=faulty, at=NOW)

    known = book_for(windows, NINE, by=people["clerk"], guest=Guest("林小满", "+8613900009999", agreed=True), at=NOW)
    with refused("booked_already"):  # they have another window at that time
        book_for(windows, NINE, by=people["clerk"], guest=Guest("林小满", "+8613900009999", agreed=True), at=NOW)
    made = book_for(windows, NINE, by=people["clerk"], guest=guest, key="k", at=NOW)

    assert (made.account_id, made.guest_name, made.helper.endswith("clerk")) == (None, "陈大有", True)
    assert known.account_id == resident.actor_id
    assert book_for(windows, NINE, by=people["clerk"], guest=guest, key="k", at=NOW).id == made.id
    with refused("slot_taken"):
        book_for(windows, NINE, by=people["clerk"], guest=guest, at=NOW)


def test_a_family_member_is_booked_for_with_their_agreement(place, windows, resident):
    def held(clock):
        return hold_window(windows, moment(clock), by=resident, at=NOW)

    one = held("09:00")
    with refused("agreement_needed"):
        confirm_hold(one, by=resident, guest=Guest("林奶奶"), at=NOW)
    confirm_hold(one, by=resident, guest=Guest("林奶奶", agreed=True), at=NOW)
    one.refresh_from_db()
    assert (one.guest_name, one.agreed_at) == ("林奶奶", NOW)

    for clock in ("09:20", "09:40"):
        confirm_hold(held(clock), by=resident, guest=Guest("林爷爷", agreed=True), at=NOW)
    with refused("too_many_for_others"):
        confirm_hold(held("10:00"), by=resident, guest=Guest("林叔叔", agreed=True), at=NOW)


@pytest.mark.usefixtures("committed")
def test_two_tabs_of_one_person_at_two_windows_get_one():
    place = make_place("hall")
    windows = [
        let_window(open_window(place, number, "综合", by=CENTRE), by=CENTRE, slot_minutes=20, lead_minutes=0)
        for number in (1, 2)
    ]
    resident, county, barrier = make_resident(), county_by_code(settings.LINLI_COUNTY), Barrier(2)

    def tab(key):
        connection.set_tenant(county)
        barrier.wait()
        try:
            return hold_window(windows, NINE, by=resident, key=key, at=NOW).state
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(tab, "ab"))

    assert answers == ["booked_already", "held"]
    assert Booking.objects.count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_a_week_costs_the_same_however_many_windows(count, place, django_assert_num_queries):
    for number in range(1, count + 1):
        let_window(open_window(place, number, "综合", by=CENTRE), by=CENTRE, slot_minutes=20)

    window_days(windows_of(place.id), MONDAY.date(), 7, at=NOW)  # what stays in memory is read

    with django_assert_num_queries(3):
        days = window_days(windows_of(place.id), MONDAY.date(), 7, at=NOW)
    assert days[0].slots[0].left == count


def test_a_hold_names_its_item_only_where_it_is_offered(windows, resident):
    with refused("no_such_slot"):
        hold_slot(windows[0], NINE, by=resident, item_code="residence", at=NOW)
