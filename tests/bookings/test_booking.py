from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from linli.bookings.domain.booking import (
    book_slot,
    cancel_booking,
    confirm_hold,
    hold_slot,
    reschedule,
)
from linli.bookings.domain.closing import close_resource_for
from linli.bookings.domain.joining import join_waiting, leave_waiting
from linli.bookings.domain.receiving import (
    approve_booking,
    arrive,
    finish,
    note_no_show,
    refuse_booking,
    remind,
)
from linli.bookings.domain.series import book_series
from linli.bookings.domain.waiting import end_waiting, release_expired
from linli.bookings.enums import BookingState, WaitingState
from linli.bookings.models import Booking, OpeningRule, ResourceException, WaitingEntry
from linli.bookings.queries.bookings import calendar_of, my_bookings, my_waiting, visible_to
from linli.bookings.queries.slots import slots_from
from linli.common.models import AuditEntry
from linli.notices.models import Notice
from linli.people.reader import ANONYMOUS
from tests.bookings.conftest import MONDAY, NOW, make_resource, moment, refused
from tests.factories import make_place, make_resident

NINE = moment("09:00")


def told(reader):
    return list(Notice.objects.filter(recipient=reader.actor_id).order_by("id").values_list("topic", flat=True))


def free(resource, day=0, at=NOW):
    """The beginnings on a day that are free, and how many places each has left."""
    (found,) = slots_from(resource, MONDAY.date() + timedelta(days=day), 1, at=at)
    return {f"{slot.starts_at.astimezone(MONDAY.tzinfo):%H:%M}": slot.left for slot in found.slots}


WHOLE = {"08:00": 1, "09:00": 1, "10:00": 1, "11:00": 1, "14:30": 1, "15:30": 1, "16:30": 1}


def test_a_resource_is_open_when_its_place_is(resource, django_assert_num_queries):
    free(resource)  # what the county has set is read once and kept

    with django_assert_num_queries(2):  # exceptions, and what is taken: the week itself is kept
        assert free(resource) == WHOLE


def test_rules_of_its_own_go_before_the_hours_of_the_place(resource):
    OpeningRule.objects.create(resource=resource, day=0, opens=540, closes=660)

    assert free(resource) == {"09:00": 1, "10:00": 1}
    assert free(resource, day=1) == {}


def test_exceptions_close_and_open(resource):
    for begins, ends, is_open in (("08:30", "09:30", False), ("12:00", "13:00", True)):
        ResourceException.objects.create(
            resource=resource, starts_at=moment(begins), ends_at=moment(ends), is_open=is_open, reason="演示", by="演示"
        )

    assert list(free(resource)) == ["10:00", "11:00", "12:00", "14:30", "15:30", "16:30"]


def test_a_slot_is_booked_at_once(resource, resident):
    booking = book_slot(resource, NINE, by=resident, people=3, purpose="下棋，打13900004217找我", at=NOW)

    assert (booking.state, booking.seat, booking.ends_at) == (BookingState.BOOKED, 1, moment("10:00"))
    assert "13900004217" not in booking.purpose
    assert free(resource)["09:00"] == 0
    assert told(resident) == ["bookings.booked"]
    assert list(AuditEntry.objects.filter(subject_kind="booking").values_list("action", "actor_label")) == [
        ("booking.booked", "resident")
    ]


@pytest.mark.parametrize(
    ("clock", "days", "words", "code"),
    [
        ("09:30", 0, {}, "no_such_slot"),  # not one that is cut
        ("12:00", 0, {}, "no_such_slot"),  # closed
        ("09:00", -7, {}, "no_such_slot"),  # past
        ("09:00", 60, {}, "no_such_slot"),  # beyond the horizon
        ("09:00", 0, {"slots": 2}, "no_such_slot"),  # more in a row than one may have
        ("09:00", 0, {"people": 5}, "too_many_people"),
        ("09:00", 0, {"people": 0}, "too_many_people"),
    ],
)
def test_what_is_not_offered_is_refused(clock, days, words, code, resource, resident):
    with refused(code):
        book_slot(resource, moment(clock, days=days), by=resident, at=NOW, **words)

    assert not Booking.objects.exists()


def test_nobody_books_without_an_account_or_what_is_closed_for_good(resource, resident):
    with refused("account_needed"):
        book_slot(resource, NINE, by=ANONYMOUS, at=NOW)
    resource.closed_at = NOW
    resource.save()
    with refused("resource_closed"):
        book_slot(resource, NINE, by=resident, at=NOW)
    assert free(resource) == {}


def test_the_second_is_told_that_it_is_taken(resource, resident):
    book_slot(resource, NINE, by=make_resident(), at=NOW)

    with refused("slot_taken"):
        book_slot(resource, NINE, by=resident, at=NOW)


def test_one_form_sent_twice_is_one_booking(resource, resident):
    first = book_slot(resource, NINE, by=resident, key="form-1", at=NOW)

    assert book_slot(resource, NINE, by=resident, key="form-1", at=NOW) == first
    assert told(resident) == ["bookings.booked"]


@pytest.mark.parametrize("one_each", [True, False])
def test_one_for_each_person_where_the_rule_says_so(one_each, resident):
    resource = make_resource(units=2, one_each=one_each)
    book_slot(resource, NINE, by=resident, at=NOW)

    if one_each:
        with refused("booked_already"):
            book_slot(resource, NINE, by=resident, at=NOW)
    else:
        assert book_slot(resource, NINE, by=resident, at=NOW).seat == 2


@pytest.mark.parametrize(("seat", "other"), [(1, True), (2, False)])
def test_the_database_itself_keeps_a_seat_and_a_person_apart(seat, other, resident):
    resource = make_resource(units=2)
    booking = book_slot(resource, NINE, by=resident, at=NOW)
    booking.pk, booking.key, booking.seat = make_resource().pk, "", seat
    booking.account_id = make_resident().actor_id if other else resident.actor_id

    with pytest.raises(IntegrityError) as error, transaction.atomic():
        booking.save(force_insert=True)
    assert error.value.__cause__.sqlstate == "23P01"


def test_the_buffer_belongs_to_the_booking(resident):
    resource = make_resource(buffer_minutes=30, most_slots=2)
    booking = book_slot(resource, moment("08:00"), by=resident, slots=2, at=NOW)

    assert (booking.ends_at, booking.during[1]) == (moment("10:30"), moment("11:00"))
    assert free(resource) == {"08:00": 0, "09:30": 0, "11:00": 1, "14:30": 1, "16:00": 1}


def test_a_hold_keeps_the_slot_and_becomes_a_booking(resource, resident):
    held = hold_slot(resource, NINE, by=resident, key="k", at=NOW)

    assert (held.state, held.expires_at) == (BookingState.HELD, NOW + timedelta(minutes=10))
    assert free(resource)["09:00"] == 0
    done = confirm_hold(held, by=resident, people=2, purpose="练字", at=NOW + timedelta(minutes=9))
    assert (done.state, done.expires_at, done.people) == (BookingState.BOOKED, None, 2)
    assert confirm_hold(held, by=resident, at=NOW).people == 2  # a double click
    assert told(resident) == ["bookings.booked"]


def test_a_hold_that_is_over_is_free_for_the_next_at_once_and_cannot_be_confirmed(resource, resident):
    held, late = hold_slot(resource, NINE, by=resident, at=NOW), NOW + timedelta(minutes=10)

    assert free(resource, at=late)["09:00"] == 1
    with refused("hold_expired"):
        confirm_hold(held, by=resident, at=late)
    other = book_slot(resource, NINE, by=make_resident(), at=late)
    with refused("hold_expired"):
        confirm_hold(held, by=resident, at=late)
    assert (release_expired(at=late), other.state) == (0, BookingState.BOOKED)


@pytest.mark.parametrize("who", ["stranger", "manager"])
def test_a_hold_is_confirmed_by_whoever_has_it(who, resource, resident, people):
    held = hold_slot(resource, NINE, by=resident, at=NOW)

    with refused("not_your_booking"):
        confirm_hold(held, by=people[who], at=NOW)


def test_what_is_cancelled_goes_to_whoever_waits_longest_in_the_same_transaction(resource, resident):
    booking = book_slot(resource, NINE, by=resident, at=NOW)
    second, third = make_resident(), make_resident()
    entries = [
        join_waiting(resource, NINE, by=one, at=NOW + timedelta(minutes=n)) for n, one in enumerate((second, third))
    ]

    cancel_booking(booking, by=resident, at=NOW + timedelta(hours=1))

    for entry in entries:
        entry.refresh_from_db()
    assert [entry.state for entry in entries] == [WaitingState.PROMOTED, WaitingState.WAITING]
    assert (entries[0].booking.account_id, entries[0].booking.state) == (second.actor_id, BookingState.HELD)
    assert (told(resident)[-1], told(second), told(third)) == ("bookings.given_back", ["bookings.promoted"], [])


def test_a_hold_that_runs_out_goes_to_who_waits_before_anybody_new(resource, resident):
    hold_slot(resource, NINE, by=make_resident(), at=NOW)
    join_waiting(resource, NINE, by=resident, at=NOW)

    with refused("slot_taken"):
        book_slot(resource, NINE, by=make_resident(), at=NOW + timedelta(minutes=11))
    release_expired(at=NOW + timedelta(minutes=11))

    assert my_bookings(resident)[0].state == BookingState.HELD


def test_who_may_wait(resource, resident, people):
    with refused("slot_is_free"):
        join_waiting(resource, NINE, by=resident, at=NOW)
    book_slot(resource, NINE, by=resident, at=NOW)
    with refused("booked_already"):
        join_waiting(resource, NINE, by=resident, at=NOW)
    with refused("account_needed"):
        join_waiting(resource, NINE, by=ANONYMOUS, at=NOW)
    with refused("too_many_people"):
        join_waiting(resource, NINE, by=people["stranger"], people=9, at=NOW)
    with refused("no_such_slot"):
        join_waiting(resource, moment("09:05"), by=people["stranger"], at=NOW)
    entry = join_waiting(resource, NINE, by=people["stranger"], at=NOW)
    with refused("waits_already"):
        join_waiting(resource, NINE, by=people["stranger"], at=NOW)
    with refused("not_your_booking"):
        leave_waiting(entry, by=resident)
    assert leave_waiting(entry, by=people["stranger"]).state == WaitingState.WITHDRAWN


def test_waiting_ends_when_the_time_has_come(resource, resident):
    book_slot(resource, NINE, by=make_resident(), at=NOW)
    join_waiting(resource, NINE, by=resident, at=NOW)

    assert [end_waiting(at=at) for at in (NOW, NINE, NINE)] == [0, 1, 0]
    assert (told(resident), WaitingEntry.objects.get().state) == (["bookings.passed"], WaitingState.PASSED)


@pytest.mark.parametrize(
    ("who", "reason", "hours", "code"),
    [
        ("stranger", "", -10, "not_your_booking"),
        ("other_manager", "停电", -10, "not_your_booking"),
        ("clerk", "停电", -10, "not_your_booking"),
        ("manager", " ", -10, "booking_reason_needed"),
        ("resident", "", -1, "too_late_to_change"),
        ("manager", "停电", -1, ""),
        ("resident", "", -2, ""),
    ],
)
def test_who_may_cancel_and_until_when(who, reason, hours, code, resident, people):
    resource = make_resource(cancel_minutes=120)
    booking = book_slot(resource, NINE, by=resident, at=NOW)
    by, at = people.get(who, resident), NINE + timedelta(hours=hours)

    if code:
        with refused(code):
            cancel_booking(booking, by=by, reason=reason, at=at)
        assert free(resource)["09:00"] == 0
    else:
        assert cancel_booking(booking, by=by, reason=reason, at=at).state == BookingState.CANCELLED
        with refused("not_possible_for_booking"):
            cancel_booking(booking, by=by, reason=reason, at=at)


def test_a_booking_moves_even_over_its_own_time_or_stays_where_it_was(resident):
    resource = make_resource(most_slots=2)
    booking = book_slot(resource, NINE, by=resident, slots=2, at=NOW)
    book_slot(resource, moment("14:30"), by=make_resident(), at=NOW)

    with refused("slot_taken"):
        reschedule(booking, moment("14:30"), by=resident, at=NOW)
    booking.refresh_from_db()
    assert (booking.state, booking.starts_at) == (BookingState.BOOKED, NINE)
    moved = reschedule(booking, moment("10:00"), by=resident, at=NOW)
    assert (moved.pk, moved.starts_at, moved.ends_at, moved.state) == (
        booking.pk, moment("10:00"), moment("12:00"), BookingState.BOOKED,
    )  # fmt: skip
    assert free(resource)["09:00"] == 1
    assert told(resident) == ["bookings.booked", "bookings.moved"]


def test_a_series_says_what_could_not_be_had(resource, resident):
    book_slot(resource, moment("09:00", days=7), by=make_resident(), at=NOW)

    booked, missed = book_series(resource, NINE, times=3, by=resident, at=NOW)

    assert [one.starts_at for one in booked] == [NINE, moment("09:00", days=14)]
    assert missed == [moment("09:00", days=7)]
    with refused("slot_taken"):
        book_series(resource, NINE, times=1, by=make_resident(), at=NOW)
    with refused("no_such_slot"):
        book_series(resource, NINE, times=13, by=resident, at=NOW)


@pytest.fixture
def asked(resident, people):
    resource = make_resource(needs_approval=True)
    return book_slot(resource, NINE, by=resident, at=NOW)


def test_what_needs_approval_is_taken_until_it_is_decided(asked, resident, people):
    assert (asked.state, told(resident), free(asked.resource)["09:00"]) == (BookingState.ASKED, ["bookings.asked"], 0)
    for who in ("clerk", "other_manager", "stranger"):
        with refused("not_your_resource"):
            approve_booking(asked, by=people[who], at=NOW)
    assert approve_booking(asked, by=people["manager"], at=NOW).state == BookingState.BOOKED
    with refused("not_possible_for_booking"):
        refuse_booking(asked, by=people["manager"], reason="维修", at=NOW)
    assert told(resident)[1:] == ["bookings.approved"]


def test_not_approved_needs_a_reason_and_frees_the_time(asked, resident, people):
    join_waiting(asked.resource, NINE, by=people["stranger"], at=NOW)
    with refused("booking_reason_needed"):
        refuse_booking(asked, by=people["manager"], reason="", at=NOW)

    assert refuse_booking(asked, by=people["manager"], reason="维修", at=NOW).note == "维修"

    assert (told(resident)[1:], told(people["stranger"])) == (["bookings.refused"], ["bookings.promoted"])


@pytest.mark.parametrize("who", ["manager", "clerk"])
def test_who_came_and_who_did_not(who, resource, resident, people):
    booking = book_slot(resource, NINE, by=resident, at=NOW)
    by = people[who]

    with refused("not_begun"):
        arrive(booking, by=by, at=NINE - timedelta(hours=2))
    with refused("not_begun"):
        note_no_show(booking, by=by, at=NINE - timedelta(seconds=1))
    for deed in (arrive, note_no_show):
        with refused("not_your_resource"):
            deed(booking, by=people["other_manager"], at=NINE)
    assert note_no_show(booking, by=by, at=NINE + timedelta(minutes=20)).state == BookingState.NO_SHOW
    assert arrive(booking, by=by, at=NINE + timedelta(minutes=25)).state == BookingState.ARRIVED  # late, but there
    with refused("not_possible_for_booking"):
        note_no_show(booking, by=by, at=NINE + timedelta(minutes=30))
    assert [finish(at=moment(clock)) for clock in ("09:59", "10:00", "10:01")] == [0, 1, 0]


def test_closing_a_time_tells_each_and_offers_another(resource, resident, people):
    booking = book_slot(resource, NINE, by=resident, at=NOW)
    kept = book_slot(resource, moment("14:30"), by=people["stranger"], at=NOW)
    with refused("not_your_resource"):
        close_resource_for(resource, moment("08:00"), moment("12:00"), by=people["clerk"], reason="漏水", at=NOW)
    with refused("booking_reason_needed"):
        close_resource_for(resource, moment("08:00"), moment("12:00"), by=people["manager"], reason="", at=NOW)

    _, hit = close_resource_for(resource, moment("08:00"), moment("12:00"), by=people["manager"], reason="漏水", at=NOW)

    kept.refresh_from_db()
    assert ([one.pk for one in hit], kept.state) == ([booking.pk], BookingState.BOOKED)
    notice = Notice.objects.get(recipient=resident.actor_id, topic="bookings.closed")
    assert datetime.fromisoformat(notice.parameters["other_at"]) == moment("15:30")
    assert list(free(resource)) == ["14:30", "15:30", "16:30"]


def test_tomorrow_is_reminded_of_once(resource, resident):
    book_slot(resource, moment("09:00", days=1), by=resident, at=NOW)
    book_slot(resource, NINE, by=make_resident(), at=NINE - timedelta(hours=2))  # booked for the same day

    tomorrow = NINE + timedelta(minutes=5)
    assert [remind(at=at) for at in (NOW, tomorrow, tomorrow)] == [0, 1, 0]
    assert told(resident) == ["bookings.booked", "bookings.reminder"]


def test_who_sees_whose_bookings(resource, resident, people):
    booking = book_slot(resource, NINE, by=resident, at=NOW)

    seen = {
        who: visible_to(reader).filter(pk=booking.pk).exists()
        for who, reader in {**people, "resident": resident}.items()
    }

    assert seen == {"manager": True, "clerk": True, "other_manager": False, "stranger": False, "resident": True}
    assert not visible_to(ANONYMOUS).exists()
    assert my_bookings(ANONYMOUS) == my_waiting(ANONYMOUS) == []


@pytest.mark.parametrize("count", [1, 3])
def test_lists_ask_as_often_for_one_as_for_three(count, resident, django_assert_num_queries):
    place = make_place()
    for _ in range(count):
        book_slot(make_resource(place), NINE, by=resident, at=NOW)

    with django_assert_num_queries(2):
        mine, there = my_bookings(resident), calendar_of(place.id, MONDAY.date(), 1)
        assert {row.resource.place.name for row in mine} == {place.name}
        assert {row.account_id for row in there} == {resident.actor_id}
    assert len(mine) == len(there) == count
