"""The waiting list: who moves up has time to accept; at windows one waits for whichever deals with the item, and moves."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.db import connection

from linli.bookings.acceptance import accept_until
from linli.bookings.domain.booking import book_slot, cancel_booking, confirm_hold
from linli.bookings.domain.joining import join_waiting_for_window, leave_waiting
from linli.bookings.domain.receiving import note_no_show, remind
from linli.bookings.domain.seats import lock_booking
from linli.bookings.domain.waiting import end_waiting, promote_due, release_expired
from linli.bookings.domain.window_letting import let_window
from linli.bookings.domain.windows import hold_window, move_window
from linli.bookings.enums import BookingState, WaitingState
from linli.bookings.models import Booking, Resource, ResourceException, WaitingEntry
from linli.bookings.queries.feeds import account_calendar, place_calendar
from linli.common.errors import Refusal
from linli.common.ids import uuid7
from linli.counties.current import county_by_code
from linli.notices.models import Notice
from linli.people.reader import ANONYMOUS, system
from linli.places.domain.room import open_window
from tests.bookings.conftest import NOW, moment, refused
from tests.factories import make_place, make_resident

NINE, TEN = moment("09:00"), moment("10:00")
CENTRE = system("test")


@pytest.fixture
def place(db):
    return make_place("hall")


@pytest.fixture
def windows(place):
    """Two windows of an hour; the first deals with pensions only."""
    return [
        let_window(
            open_window(place, number, "综合", by=CENTRE), by=CENTRE, items=items, slot_minutes=60, lead_minutes=0
        )
        for number, items in ((1, ["pension"]), (2, []))
    ]


def book(windows, starts_at=NINE, item="pension", who=None, at=NOW):
    who = who or make_resident()
    return confirm_hold(hold_window(windows, starts_at, by=who, item_code=item, at=at), by=who, at=at)


def wait(windows, who, item="pension", starts_at=NINE, **more):
    return join_waiting_for_window(windows, starts_at, by=who, item_code=item, at=NOW, **more)


def told(reader):
    return list(Notice.objects.filter(recipient=reader.actor_id).order_by("id").values_list("topic", flat=True))


SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("at", "starts", "until"),
    [
        ("30 09:00", "32 09:00", "30 11:00"),  # two hours of the day
        ("30 09:00", "30 11:00", "30 10:00"),  # half of what is left
        ("30 20:30", "32 09:00", "31 09:30"),  # the rest of it in the morning
        ("30 23:00", "32 09:00", "31 10:00"),  # nobody is asked at night
        ("30 22:00", "31 08:30", "31 08:00"),  # half would be at night: in the morning, before it begins
        ("30 22:00", "31 08:05", "31 07:50"),
        ("30 08:50", "30 08:54", "30 08:54"),  # never after the beginning
    ],
)
def test_there_is_time_to_accept_but_not_at_night(at, starts, until):
    def day(words):
        on, clock = words.split(" ")
        return datetime.fromisoformat(f"2026-11-{min(int(on), 30)}T{clock}").replace(tzinfo=SHANGHAI) + timedelta(
            days=max(0, int(on) - 30)
        )

    assert accept_until(day(at), day(starts), 120) == day(until)


def test_what_becomes_free_is_kept_for_who_waits_until_they_accept(windows, people):
    taken = [book(windows), book(windows)]
    first, second, other = make_resident(), make_resident(), make_resident()
    case = uuid7()
    entries = [wait(windows, first, case_id=case), wait(windows, second), wait(windows, other, item="residence")]

    cancel_booking(taken[0], by=people["manager"], reason="停电", at=NOW)

    entries[0].refresh_from_db()
    kept = entries[0].booking
    assert (kept.state, kept.item_code, kept.case_id, kept.resource_id) == (
        BookingState.HELD, "pension", case, taken[0].resource_id,
    )  # fmt: skip
    assert (told(first), told(second), told(other)) == (["bookings.promoted"], [], [])
    late = kept.expires_at + timedelta(seconds=1)
    assert (release_expired(at=late), release_expired(at=late)) == (1, 0)  # not accepted: the next one is asked

    entries[1].refresh_from_db()
    assert told(first)[1:] == ["bookings.lapsed"]
    confirmed = confirm_hold(entries[1].booking, by=second, at=late)
    assert (confirmed.state, told(second)) == (BookingState.BOOKED, ["bookings.promoted", "bookings.booked"])
    assert list(WaitingEntry.objects.order_by("at", "id").values_list("state", flat=True)) == [
        WaitingState.LAPSED, WaitingState.PROMOTED, WaitingState.WAITING,
    ]  # fmt: skip
    assert end_waiting(at=NINE) == 1
    with refused("hold_expired"):
        confirm_hold(kept, by=first, at=late)


def test_what_is_kept_can_be_given_back_and_goes_on_at_once(windows, people):
    taken = [book(windows), book(windows)]
    first, second = make_resident(), make_resident()
    entry, next_one = wait(windows, first), wait(windows, second)
    cancel_booking(taken[1], by=people["manager"], reason="停电", at=NOW)
    entry.refresh_from_db()

    cancel_booking(entry.booking, by=first, at=NOW)

    for one in (entry, next_one):
        one.refresh_from_db()
    assert (entry.state, next_one.state) == (WaitingState.WITHDRAWN, WaitingState.PROMOTED)


def test_who_has_an_appointment_at_that_time_meanwhile_waits_no_more(windows, people):
    taken = [book(windows), book(windows)]
    resident = make_resident()
    entry = wait(windows, resident)
    Booking.objects.filter(pk=taken[1].pk).update(account=resident.actor_id)

    cancel_booking(taken[0], by=people["manager"], reason="停电", at=NOW)

    entry.refresh_from_db()
    assert entry.state == WaitingState.WITHDRAWN


def test_who_may_wait_for_a_window(windows, resident):
    with refused("account_needed"):
        wait(windows, ANONYMOUS)
    with refused("resource_closed"):
        wait([], resident)
    with refused("slot_is_free"):
        wait(windows, resident)
    book(windows, who=resident)
    book(windows)
    for starts_at, code in ((NINE, "booked_already"), (moment("09:30"), "no_such_slot")):
        with refused(code):
            wait(windows, resident, starts_at=starts_at)
    stranger = make_resident()
    entry = wait(windows, stranger)
    with refused("waits_already"):
        wait(windows, stranger, item="residence")
    with refused("not_your_booking"):
        leave_waiting(entry, by=resident)
    assert leave_waiting(entry, by=stranger).state == WaitingState.WITHDRAWN


def test_what_became_free_by_itself_is_found_by_the_next_look(windows, resident):
    book(windows)
    book(windows)
    wait(windows, resident)
    assert promote_due(at=NOW) == 0

    Resource.objects.filter(pk=windows[1].pk).update(units=2)  # a second clerk sits there

    assert (promote_due(at=NOW), promote_due(at=NOW)) == (1, 0)
    assert WaitingEntry.objects.get().booking.seat == 2


def test_an_appointment_moves_to_whichever_window_is_free_or_stays(windows, place, resident, people):
    mine = book(windows, who=resident)
    waiting = make_resident()
    book(windows)
    wait(windows, waiting)
    for _window in windows:
        book(windows, moment("11:00"))
    with refused("slot_taken"):
        move_window(mine, windows, moment("11:00"), by=resident, at=NOW)
    with refused("no_such_slot"):
        move_window(mine, windows, moment("13:00"), by=resident, at=NOW)
    with refused("resource_closed"):
        move_window(mine, [], TEN, by=resident, at=NOW)
    with refused("not_your_booking"):
        move_window(mine, windows, TEN, by=make_resident(), at=NOW)
    mine.refresh_from_db()
    assert (mine.state, mine.starts_at) == (BookingState.BOOKED, NINE)
    before = mine.resource_id
    own = Resource.objects.get(pk=before)
    book_slot(own, TEN, by=make_resident(), item_code="pension", at=NOW)  # its own window is taken then

    moved = move_window(mine, windows, TEN, by=resident, at=NOW)
    again = move_window(moved, windows, TEN, by=resident, at=NOW)  # a double click

    assert (moved.pk, moved.starts_at, moved.state, again.resource_id) == (
        mine.pk,
        TEN,
        BookingState.BOOKED,
        moved.resource_id,
    )
    assert moved.resource_id != before
    assert told(resident).count("bookings.moved") == 1
    assert told(waiting) == ["bookings.promoted"]  # what was left goes to who waits for it
    stale = Booking.objects.get(pk=moved.pk)
    stale.resource_id = before
    with refused("moved_meanwhile"):
        lock_booking(stale)
    other = book(windows, moment("14:30"), who=resident)
    with refused("booked_already"):
        move_window(other, windows, TEN, by=resident, at=NOW)
    assert "DTSTART:20261130T020000Z" in account_calendar(resident.actor_id, "我的预约")
    feed = place_calendar(place.id, "大厅")
    assert ("综合" in feed, str(resident.actor_id) in feed) == (True, False)


def test_windows_remind_and_count_who_did_not_come(windows, resident, people):
    early = book(windows, moment("09:00", days=3), who=resident)

    assert (remind(at=moment("10:00", days=2)), remind(at=moment("10:00", days=2))) == (1, 0)
    note_no_show(early, by=people["clerk"], at=moment("09:20", days=3))

    assert (told(resident)[-1], Booking.objects.get(pk=early.pk).state) == ("bookings.reminder", BookingState.NO_SHOW)


def test_a_window_that_closes_takes_nobody_from_the_list(windows, resident, people):
    taken = [book(windows), book(windows)]
    wait(windows, resident)
    gone = windows[0] if taken[0].resource_id == windows[0].pk else windows[1]
    ResourceException.objects.create(resource=gone, starts_at=NINE, ends_at=TEN, reason="停电", by="test")

    cancel_booking(taken[0], by=people["manager"], reason="停电", at=NOW)

    assert WaitingEntry.objects.get().state == WaitingState.WAITING  # the other window may still become free


@pytest.mark.usefixtures("committed")
def test_two_moves_to_the_last_time_give_it_to_one_and_leave_the_other_where_it_was():
    place = make_place("hall")
    windows = [
        let_window(open_window(place, number, "综合", by=CENTRE), by=CENTRE, slot_minutes=60, lead_minutes=0)
        for number in (1, 2)
    ]
    people = [make_resident(), make_resident()]
    mine = [book(windows, item="", who=who) for who in people]
    book(windows, TEN, item="")
    county, barrier = county_by_code(settings.LINLI_COUNTY), Barrier(2)

    def go(number):
        connection.set_tenant(county)
        barrier.wait()
        try:
            return move_window(mine[number], windows, TEN, by=people[number], at=NOW).state
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(go, (0, 1)))

    assert answers == ["booked", "slot_taken"]
    times = sorted(
        Booking.objects.filter(account__in=[who.actor_id for who in people]).values_list("starts_at", flat=True)
    )
    assert times == [NINE, TEN]
