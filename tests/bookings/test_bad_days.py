"""A room is closed after it was booked, a person did not come, an account is closed, a year of bookings lies behind."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils.timezone import now

from linli.bookings.domain.booking import book_slot, confirm_hold, hold_slot
from linli.bookings.domain.closing import (
    accept_offer,
    close_outside_hours,
    close_resource_for,
    close_until_opened,
    open_again,
)
from linli.bookings.domain.joining import join_waiting, join_waiting_for_window
from linli.bookings.domain.receiving import arrive, note_no_show
from linli.bookings.domain.resource import let_no_more
from linli.bookings.domain.restraint import answer_objection, object_to
from linli.bookings.domain.series import book_series, cancel_rest, look_ahead
from linli.bookings.domain.window_letting import let_window
from linli.bookings.domain.windows import hold_window
from linli.bookings.enums import BookingState
from linli.bookings.models import Booking, Restraint, WaitingEntry
from linli.bookings.queries.offers import offers_for
from linli.bookings.queries.restraint import objections_for, restraint_of
from linli.bookings.queries.slots import TAKEN, slots_from
from linli.notices.models import Notice
from linli.people.domain.account import withdraw_account
from linli.people.reader import system
from linli.places.domain.hours import except_days, withdraw_exception
from linli.places.domain.room import open_room, open_window
from linli.places.enums import RoomKind
from tests.bookings.conftest import MONDAY, NOW, make_resource, moment, refused
from tests.factories import make_place, make_resident

NINE, TEN = moment("09:00"), moment("10:00")


@pytest.fixture
def rooms(db):
    """Two chess rooms and a meeting room of one place, four people each."""
    place, found = make_place("hall"), []
    for number, kind in enumerate((RoomKind.CHESS, RoomKind.CHESS, RoomKind.MEETING)):
        room = open_room(place, f"房{number}", kind=kind, by=system("test"), seats=4)
        found.append(make_resource(place, room=room, name=room.name))
    return found


def told(reader):
    return Notice.objects.filter(recipient=reader.actor_id).order_by("id").last()


def close(room, people, begins="08:00", ends="12:00"):
    return close_resource_for(room, moment(begins), moment(ends), by=people["manager"], reason="漏水", at=NOW)[1]


def test_a_closed_room_is_replaced_at_one_tap(rooms, people, resident):
    other = make_resident()
    lost = [
        book_slot(rooms[0], NINE, by=resident, people=3, purpose="下棋", at=NOW),
        book_slot(rooms[0], TEN, by=other, at=NOW),
    ]
    assert offers_for(lost[0], at=NOW) == []  # nothing was lost yet

    close(rooms[0], people)

    booking = Booking.objects.select_related("resource__place", "resource__room").get(pk=lost[0].pk)
    offers = offers_for(booking, at=NOW)
    assert [(offer.resource.id, offer.starts_at, offer.is_same_time) for offer in offers[:2]] == [
        (rooms[1].id, NINE, True), (rooms[1].id, TEN, False),
    ]  # fmt: skip
    assert told(resident).parameters | {"other": "房1", "other_at": NINE.isoformat()} == told(resident).parameters
    assert told(other).parameters["other_at"] == TEN.isoformat()  # each of a time of their own
    for who, room, code in ((other, rooms[1], "not_your_booking"), (resident, rooms[2], "no_offer")):
        with refused(code):
            accept_offer(booking, room, NINE, by=who, at=NOW)

    made = accept_offer(booking, rooms[1], NINE, by=resident, at=NOW)
    again = accept_offer(booking, rooms[1], TEN, by=resident, at=NOW)  # a second tap, on another line

    assert made.id == again.id
    assert (made.resource_id, made.starts_at, made.people, made.purpose) == (rooms[1].id, NINE, 3, "下棋")
    assert Booking.objects.filter(account_id=resident.actor_id, state=BookingState.BOOKED).count() == 1


def test_who_was_slower_is_told_and_offered_what_is_left(rooms, people, resident):
    booking = book_slot(rooms[0], NINE, by=resident, at=NOW)
    close(rooms[0], people)
    booking = Booking.objects.select_related("resource__place", "resource__room").get(pk=booking.pk)
    book_slot(rooms[1], NINE, by=make_resident(), at=NOW)

    with refused("slot_taken"):
        accept_offer(booking, rooms[1], NINE, by=resident, at=NOW)

    assert offers_for(booking, at=NOW)[0].starts_at == TEN


def test_what_somebody_gave_back_is_not_offered_anew(rooms, resident):
    booking = book_slot(rooms[0], NINE, by=resident, at=NOW)
    Booking.objects.filter(pk=booking.pk).update(state=BookingState.CANCELLED)

    with refused("no_offer"):
        accept_offer(booking, rooms[1], NINE, by=resident, at=NOW)


def test_closed_until_opened_again(rooms, people, resident):
    book_slot(rooms[0], NINE, by=resident, at=NOW)
    assert len(close_until_opened(rooms[0], by=people["manager"], reason="维修", at=NOW)) == 1
    with refused("no_such_slot"):
        book_slot(rooms[0], moment("09:00", days=6), by=resident, at=NOW)
    with refused("not_your_resource"):
        open_again(rooms[0], by=people["clerk"], at=NOW)

    assert (open_again(rooms[0], by=people["manager"], at=NOW), open_again(rooms[0], by=people["manager"], at=NOW)) == (
        1,
        0,
    )

    assert book_slot(rooms[0], moment("09:00", days=6), by=resident, at=NOW).state == BookingState.BOOKED


def miss(resource, resident, people, days):
    at = moment("09:00", days=days)
    booking = book_slot(resource, at, by=resident, at=NOW)
    return note_no_show(booking, by=people["clerk"], at=at), at


def test_after_three_not_kept_the_centre_approves_and_one_may_object(resource, people, resident):
    for days in range(2):
        miss(resource, resident, people, days)
    assert restraint_of(resident.actor_id, at=MONDAY + timedelta(days=2)) is None

    _last, at = miss(resource, resident, people, 2)

    restraint = restraint_of(resident.actor_id, at=at)
    assert (restraint.count, restraint.until - at, told(resident).topic) == (
        3,
        timedelta(days=30),
        "bookings.restrained",
    )
    next_day = moment("09:00", days=3)
    assert book_slot(resource, next_day, by=resident, at=at).state == BookingState.ASKED
    assert book_slot(resource, moment("10:00", days=3), by=make_resident(), at=at).state == BookingState.BOOKED
    with refused("objection_needed"):
        object_to(restraint, " ", by=resident, at=at)
    with refused("nothing_to_object"):
        object_to(restraint, "我来了", by=make_resident(), at=at)
    object_to(restraint, "我来了，门锁着 13900004217", by=resident, at=at)
    with refused("nothing_to_object"):
        object_to(restraint, "我来了", by=resident, at=at)
    assert [one.id for one in objections_for(people["manager"])] == [restraint.id]
    assert objections_for(people["other_manager"]) == []
    assert "13900004217" not in objections_for(people["manager"])[0].objection
    with refused("not_your_resource"):
        answer_objection(restraint, by=people["clerk"], lift=True, at=at)
    with refused("booking_reason_needed"):
        answer_objection(restraint, by=people["manager"], lift=False, at=at)

    answer_objection(restraint, by=people["manager"], lift=True, words="门确实锁着", at=at)

    assert restraint_of(resident.actor_id, at=at) is None
    with refused("nothing_to_object"):
        answer_objection(restraint, by=people["manager"], lift=True, at=at)


def test_a_no_show_that_was_none_lifts_it(resource, people, resident):
    for days in range(3):
        last, at = miss(resource, resident, people, days)

    arrive(last, by=people["clerk"], at=at + timedelta(minutes=5))

    assert Restraint.objects.get().lifted_at is not None


def test_what_a_closed_account_has_ahead_goes_to_who_waits(resource, resident):
    other = make_resident()
    begins = slots_from(resource, (now() + timedelta(days=1)).date(), 3)
    slot = next(slot for day in begins for slot in day.slots if slot.left)
    booking = book_slot(resource, slot.starts_at, by=resident, purpose="下棋")
    join_waiting(resource, slot.starts_at, by=other)

    withdraw_account(resident.account, by=resident)

    booking.refresh_from_db()
    assert (booking.state, booking.purpose) == (BookingState.CANCELLED, "")
    assert Booking.objects.get(account_id=other.actor_id).state == BookingState.HELD
    assert WaitingEntry.objects.get().state == "promoted"


def test_a_series_is_looked_at_before_and_given_back_from_one_time_on(resource, people, resident):
    book_slot(resource, moment("09:00", days=7), by=make_resident(), at=NOW)
    close_resource_for(
        resource, moment("08:00", days=14), moment("12:00", days=14), by=people["manager"], reason="培训", at=NOW
    )
    seen = look_ahead(resource, NINE, times=4, at=NOW)
    assert [(one.is_offered, one.is_free) for one in seen] == [
        (True, True),
        (True, False),
        (False, False),
        (True, True),
    ]

    booked, missed = book_series(resource, NINE, times=4, by=resident, key="k", at=NOW)
    again, _ = book_series(resource, NINE, times=4, by=resident, key="k", at=NOW)

    assert ([one.id for one in booked], len(missed)) == ([one.id for one in again], 2)
    with refused("not_your_booking"):
        cancel_rest(booked[0], by=make_resident(), at=NOW)
    assert [one.id for one in cancel_rest(booked[1], by=resident, at=NOW)] == [booked[1].id]
    assert [one.id for one in cancel_rest(booked[0], by=resident, at=NOW)] == [booked[0].id]
    for times, weeks in ((13, 1), (2, 5)):
        with refused("no_such_slot"):
            look_ahead(resource, NINE, times=times, every_weeks=weeks, at=NOW)


def test_a_lost_connection_at_confirmation_books_once(resource, resident):
    """The answer never came; the form is sent again, and so is the hold before it."""
    held = hold_slot(resource, NINE, by=resident, key="form", at=NOW)
    confirm_hold(held, by=resident, people=2, at=NOW)

    again = hold_slot(resource, NINE, by=resident, key="form", at=NOW)
    confirmed = confirm_hold(again, by=resident, people=2, at=NOW)

    assert (again.id, confirmed.state, Booking.objects.count()) == (held.id, BookingState.BOOKED, 1)
    assert Notice.objects.filter(recipient=resident.actor_id, topic="bookings.booked").count() == 1


def test_a_year_of_bookings_does_not_change_the_cost_of_a_week(resource, resident, django_assert_num_queries):
    """A hundred thousand rows behind: the week reads by the exclusion constraint's own index, and as few statements."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO bookings_booking (id, resource_id, seat, account_id, starts_at, ends_at, during, state, key, one_each,
                people, purpose, note, item_code, guest_name, guest_phone, helper, made_at, changed_at, is_invented)
            SELECT gen_random_uuid(), %s, n %% 12 + 1, %s, t, t + interval '50 minutes',
                tstzrange(t, t + interval '50 minutes'), 'done', '', true, 1, '', '', '', '', '', '', t, t, false
            FROM (SELECT n, timestamptz '2025-11-01' + (n / 12) * interval '1 hour' AS t FROM generate_series(0, 99999) n) AS rows
            """,
            [resource.id, resident.actor_id],
        )
        cursor.execute("ANALYZE bookings_booking")
    book_slot(resource, NINE, by=resident, at=NOW)
    slots_from(resource, MONDAY.date(), 7, at=NOW)

    with django_assert_num_queries(2):
        days = slots_from(resource, MONDAY.date(), 7, at=NOW)

    assert [slot.left for slot in days[0].slots[:3]] == [1, 0, 1]
    with connection.cursor() as cursor:
        asked = {"resources": [resource.id], "begins": MONDAY, "ends": MONDAY + timedelta(7), "at": NOW}
        cursor.execute("EXPLAIN " + TAKEN.text, [asked[slot.name] for slot in TAKEN.parameters])
        plan = str(cursor.fetchall())
    assert ("Index" in plan, "Seq Scan" in plan) == (True, False), plan


def test_who_waits_for_a_time_that_is_closed_is_told_at_once(rooms, people, resident):
    other = make_resident()
    for starts_at in (NINE, TEN):
        book_slot(rooms[0], starts_at, by=make_resident(), at=NOW)
    join_waiting(rooms[0], NINE, by=resident, at=NOW)
    join_waiting(rooms[0], TEN, by=other, at=NOW)

    close(rooms[0], people, "08:00", "10:00")

    assert (told(resident).topic, told(resident).parameters["reason"]) == ("bookings.waiting_closed", "漏水")
    assert list(WaitingEntry.objects.order_by("starts_at").values_list("state", flat=True)) == ["passed", "waiting"]
    let_no_more(rooms[0], by=people["manager"], at=NOW)
    assert told(other).topic == "bookings.waiting_closed"
    assert not WaitingEntry.objects.filter(state="waiting").exists()


def test_who_waits_for_a_window_waits_on_while_another_one_deals_with_it(db, people, resident):
    place = make_place("windows")
    windows = [
        let_window(open_window(place, number, "综合", by=system("test")), by=people["manager"], slot_minutes=60, lead_minutes=0)
        for number in (1, 2)
    ]  # fmt: skip
    for _window in windows:
        confirm_hold(hold_window(windows, NINE, by=(who := make_resident()), at=NOW), by=who, at=NOW)
    join_waiting_for_window(windows, NINE, by=resident, at=NOW)

    close(windows[0], people)
    assert told(resident) is None
    close(windows[1], people)

    assert told(resident).topic == "bookings.waiting_closed"


def test_other_hours_of_the_place_lose_only_what_lies_outside_them(rooms, people, resident):
    place, late = rooms[0].place, make_resident()
    lost = book_slot(rooms[0], NINE, by=resident, at=NOW)
    stays = book_slot(rooms[0], moment("15:30"), by=late, at=NOW)
    book_slot(rooms[0], TEN, by=make_resident(), at=NOW)
    join_waiting(rooms[0], TEN, by=late, at=NOW)
    day = MONDAY.date()
    exception = except_days(place, day, day, ((870, 1050),), reason="停电", by=people["manager"])
    with refused("not_your_resource"):
        close_outside_hours(rooms[0], day, day, by=people["clerk"], reason="停电", at=NOW)
    with refused("booking_reason_needed"):
        close_outside_hours(rooms[0], day, day, by=people["manager"], reason=" ", at=NOW)

    hit = close_outside_hours(rooms[0], day, day, by=people["manager"], reason="停电", at=NOW)

    assert ([one.starts_at for one in hit], told(late).topic) == ([NINE, TEN], "bookings.waiting_closed")
    stays.refresh_from_db()
    lost.refresh_from_db()
    assert (lost.state, lost.note, stays.state) == ("cancelled", "停电", "booked")
    assert (told(resident).topic, told(resident).parameters["reason"]) == ("bookings.closed", "停电")
    assert offers_for(Booking.objects.select_related("resource__place", "resource__room").get(pk=lost.pk), at=NOW)
    assert close_outside_hours(rooms[0], day, day, by=people["manager"], reason="停电", at=NOW) == []
    withdraw_exception(exception, by=people["manager"])
    assert book_slot(rooms[0], NINE, by=resident, at=NOW).state == "booked"  # nothing of the room's own stays closed
