from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from linli.bookings.enums import BookingState
from linli.notices.models import Notice
from linli.places.counter import counter_visit, serve_case
from linli.places.models import Window
from linli.tickets.domain.calling import call_next, finish, note_missed, park, recall, resume
from linli.tickets.domain.closing import close_days
from linli.tickets.domain.sending import put_back, transfer
from linli.tickets.domain.taking import check_in
from linli.tickets.domain.window import close_window, open_window, pause_window, resume_window
from linli.tickets.enums import PauseReason, TicketState, Way
from linli.tickets.models import Call, Queue, Ticket, TicketEvent, WindowSession
from linli.tickets.queries.waiting import waiting_at
from tests.factories import make_case
from tests.tickets.conftest import NINE, make_booking, make_hall, make_session, make_ticket, moment, refused
from tests.tickets.test_taking import set_to


def deeds(ticket):
    return list(TicketEvent.objects.filter(ticket=ticket).order_by("seq").values_list("deed", flat=True))


def after(session):
    return Call.objects.filter(window=session.window, ended_at__isnull=True).values_list("pk", flat=True).first()


def step(session, clerk, at=NINE):
    """Call the next and say which number it is."""
    call = call_next(session, by=clerk, after=after(session), at=at)
    return call.ticket.printed if call else None


def test_the_key_finishes_and_calls_and_a_double_press_calls_nobody_more(place, session, clerk, people):
    first, second = make_ticket(place, account=people["resident"].actor_id), make_ticket(place)

    call = call_next(session, by=clerk, after=None, at=NINE)
    again = call_next(session, by=clerk, after=None, at=NINE)  # pressed twice, or in another tab
    later = call_next(session, by=clerk, after=call.pk, at=moment("09:07"))

    first.refresh_from_db()
    assert (call, call.ticket, later.ticket) == (again, first, second)
    assert (first.state, first.ended_at, deeds(first)) == ("done", moment("09:07"), ["taken", "called", "finished"])
    assert (step(session, clerk, moment("09:10")), step(session, clerk)) == (None, None)
    told = Notice.objects.get(topic="tickets.called")
    assert told.parameters == {"number": "A001", "place": place.name, "window": 1}


def test_the_verb_calls_in_the_order_of_the_rule(place, session, clerk, people):
    for number in range(8):
        make_ticket(place, at=moment("08:10", seconds=number), priority="elderly" if number > 2 else "")
    check_in(make_booking(place, people["resident"]), by=people["resident"], way=Way.PHONE, at=moment("08:20"))
    expected = [ticket.printed for ticket in waiting_at(place.id, at=NINE)]

    called = [step(session, clerk, NINE + timedelta(seconds=number)) for number in range(9)]

    assert called == expected == ["A004", "A005", "A001", "A006", "A007", "A002", "A008", "Y001", "A003"]
    assert Queue.objects.get().run == 0


def test_a_window_that_serves_some_calls_those_and_who_was_sent_to_it(place, catalogue, people):
    mine, other = make_session(place, people["clerk"], lines="B"), make_session(place, people["second"], 2)
    make_ticket(place, item_code="elder")
    make_ticket(place, item_code="insure")

    assert step(mine, people["clerk"]) == "B001"
    assert step(other, people["second"]) == "A001"
    transfer(other, after(other), by=people["second"], window=mine.window, at=NINE)
    assert step(other, people["second"]) is None
    assert step(mine, people["clerk"]) == "A001"


def test_who_does_not_come_goes_back_once_behind_some_others(place, session, clerk):
    for number in range(6):
        make_ticket(place, at=moment("08:30", seconds=number))

    def miss():
        call = call_next(session, by=clerk, after=after(session), at=NINE)
        with refused("not_recalled"):
            note_missed(session, call.pk, by=clerk, at=NINE)
        assert recall(session, call.pk, by=clerk, at=NINE).times == 2
        return note_missed(session, call.pk, by=clerk, at=NINE)

    first = miss()
    called = [step(session, clerk) for _ in range(3)]
    second = miss()

    assert (first.state, called, second.printed, second.state) == (
        "waiting",
        ["A002", "A003", "A004"],
        "A001",
        "missed",
    )
    assert deeds(second) == ["taken", "called", "recalled", "missed", "called", "recalled", "missed"]
    set_to("tickets.recalls", 0)
    call = call_next(session, by=clerk, after=None, at=NINE)
    assert note_missed(session, call.pk, by=clerk, at=NINE).misses == 1


def test_a_priority_that_did_not_come_waits_like_others(place, session, clerk):
    set_to("tickets.recalls", 0)
    make_ticket(place, at=moment("08:31"), priority="infant")
    call = call_next(session, by=clerk, after=None, at=NINE)
    make_ticket(place, at=moment("08:32"))

    note_missed(session, call.pk, by=clerk, at=NINE)

    assert [ticket.printed for ticket in waiting_at(place.id, at=NINE)] == ["A002", "A001"]


def test_parked_and_called_again_at_another_window(place, session, clerk, people):
    ticket = make_ticket(place)
    call = call_next(session, by=clerk, after=None, at=NINE)
    park(session, call.pk, by=clerk, at=moment("09:03"))
    second = make_session(place, people["second"], 2)

    resumed = resume(second, ticket, by=people["second"], at=moment("09:20"))

    assert (resumed.window.number, resumed.ticket.state) == (2, TicketState.AT_WINDOW)
    with refused("not_possible_for_ticket"):
        resume(session, ticket, by=clerk, at=moment("09:21"))
    make_ticket(place)
    step(session, clerk)
    with refused("still_serving"):
        resume(session, ticket, by=clerk, at=moment("09:21"))


def test_sent_on_it_keeps_its_waiting(place, session, clerk, people, catalogue):
    ticket = make_ticket(place, at=moment("08:30"), item_code="elder")
    call = call_next(session, by=clerk, after=None, at=NINE)
    make_ticket(place, at=moment("08:40"), item_code="insure")

    moved = transfer(session, call.pk, by=clerk, item_code="insure", at=moment("09:05"))

    assert (moved.printed, moved.line, moved.item_code, moved.turn_at) == ("A001", "B", "insure", moment("08:30"))
    call = call_next(session, by=clerk, after=None, at=moment("09:06"))
    assert call.ticket == ticket
    back = put_back(session, call.pk, by=clerk, at=moment("09:07"))
    assert (back.state, back.turn_at, step(session, clerk)) == ("waiting", moment("08:30"), "A001")


def test_nobody_is_sent_to_nowhere(place, session, clerk, catalogue):
    make_ticket(place)
    call = call_next(session, by=clerk, after=None, at=NINE)
    elsewhere = make_hall("other").pk
    shut = Window.objects.get(place=place, number=2)

    for facts in (
        {}, {"item_code": "tax"}, {"window": session.window}, {"window": shut},
        {"window": Window.objects.get(place=elsewhere, number=1)},
    ):  # fmt: skip
        with refused("nowhere_to_send"):
            transfer(session, call.pk, by=clerk, at=NINE, **facts)
    assert step(session, clerk) is None


def test_who_was_sent_to_a_window_that_closes_waits_for_any(place, session, clerk, people):
    second = make_session(place, people["second"], 2)
    make_ticket(place)
    call = call_next(session, by=clerk, after=None, at=NINE)
    transfer(session, call.pk, by=clerk, window=second.window, at=NINE)
    assert step(session, clerk) is None

    close_window(second, by=people["second"], at=NINE)

    assert step(session, clerk) == "A001"


@pytest.mark.parametrize("deed", [finish, recall, note_missed, park, put_back])
def test_a_deed_is_for_the_call_that_was_seen(deed, place, session, clerk):
    with refused("nobody_at_window"):
        deed(session, uuid4(), by=clerk, at=NINE)
    make_ticket(place)
    seen = call_next(session, by=clerk, after=None, at=NINE)
    make_ticket(place)
    step(session, clerk)

    with refused("changed_since"):
        deed(session, seen.pk, by=clerk, at=NINE)


def test_whoever_is_not_at_the_window_does_nothing_there(place, session, people):
    make_ticket(place)
    call = call_next(session, by=people["clerk"], after=None, at=NINE)

    for who in ("second", "manager", "other_manager", "resident"):
        for deed in (
            lambda by: call_next(session, by=by, after=call.pk, at=NINE), lambda by: finish(session, call.pk, by=by),
            lambda by: pause_window(session, by=by, reason=PauseReason.BREAK), lambda by: close_window(session, by=by),
            lambda by: serve_case(call.ticket_id, make_case(people["stranger"]).id, by),
        ):  # fmt: skip
            with refused("not_your_window"):
                deed(people[who])


def test_a_window_opens_once_and_a_clerk_sits_at_one(place, session, clerk, people):
    two = Window.objects.get(place=place, number=2)

    assert open_window(session.window, by=clerk, at=NINE) == session
    with refused("window_taken"):
        open_window(session.window, by=people["second"], at=NINE)
    with refused("has_window"):
        open_window(two, by=clerk, at=NINE)
    for who in ("other_manager", "administrator", "resident"):
        with refused("not_your_window"):
            open_window(two, by=people[who], at=NINE)
    Window.objects.filter(pk=two.pk).update(closed_on=NINE.date())
    with refused("window_is_closed"):
        open_window(Window.objects.get(pk=two.pk), by=people["second"], at=NINE)
    for facts in (
        {"clerk_id": people["second"].actor_id, "window": session.window},
        {"clerk_id": clerk.actor_id, "window": two},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            WindowSession.objects.create(place=place, opened_at=NINE, **facts)


def test_a_paused_window_calls_nobody_and_a_serving_one_is_not_paused(place, session, clerk):
    make_ticket(place)
    pause_window(session, by=clerk, reason=PauseReason.BREAK, at=NINE)
    with refused("window_is_paused"):
        call_next(session, by=clerk, after=None, at=NINE)
    resume_window(session, by=clerk, at=moment("09:10"))
    call = call_next(session, by=clerk, after=None, at=moment("09:10"))

    for deed in (
        lambda: pause_window(session, by=clerk, reason=PauseReason.BREAK),
        lambda: close_window(session, by=clerk),
    ):
        with refused("still_serving"):
            deed()
    finish(session, call.pk, by=clerk, at=moment("09:15"))
    close_window(session, by=clerk, at=moment("09:20"))
    with refused("window_is_closed"):
        call_next(session, by=clerk, after=None, at=moment("09:20"))
    assert list(session.events.values_list("deed", "reason")) == [
        ("opened", ""), ("paused", "break"), ("resumed", ""), ("closed", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(("comes", "state"), [(True, BookingState.DONE), (False, BookingState.NO_SHOW)])
def test_the_appointment_ends_with_the_ticket(comes, state, place, session, clerk, people):
    set_to("tickets.recalls", 0)
    booking = make_booking(place, people["resident"])
    check_in(booking, by=people["resident"], way=Way.PHONE, at=moment("08:55"))
    for _ in range(1 if comes else 2):
        call = call_next(session, by=clerk, after=None, at=NINE)
        (finish if comes else note_missed)(session, call.pk, by=clerk, at=moment("09:05"))

    booking.refresh_from_db()
    assert booking.state == state


def test_the_seam_names_who_stands_there_and_hangs_the_case_on_the_ticket(place, session, clerk, people, catalogue):
    ticket = make_ticket(place, account=people["resident"].actor_id, item_code="elder")
    assert counter_visit(ticket.id, clerk) is None
    call = call_next(session, by=clerk, after=None, at=NINE)
    case = make_case(people["resident"])

    visit = counter_visit(ticket.id, clerk)
    serve_case_at(ticket, case, clerk)

    assert (visit.number, visit.place_code, visit.account_id, visit.item_code) == (
        "A001", "hall", people["resident"].actor_id, "elder",
    )  # fmt: skip
    assert [counter_visit(ticket.id, people[who]) for who in ("second", "resident", "other_manager")] == [None] * 3
    park(session, call.pk, by=clerk, at=NINE)
    assert counter_visit(ticket.id, clerk) == visit  # while they fetch something
    finish(session, resume(session, ticket, by=clerk, at=NINE).pk, by=clerk, at=NINE)
    assert counter_visit(ticket.id, clerk) is None
    ticket.refresh_from_db()
    assert (ticket.case_id, deeds(ticket)[2]) == (case.id, "case")


def serve_case_at(ticket, case, clerk):
    from linli.tickets.domain.sending import serve_case as serve

    serve(ticket.id, case.id, clerk, at=NINE)


@pytest.mark.parametrize(
    ("at", "closed", "is_open"),
    [
        (moment("12:59"), 0, True),
        (moment("13:10"), 0, True),  # the noon break: it opens again
        (moment("18:29"), 0, True),
        (moment("18:31"), 2, True),  # an hour after the close; whoever is at the window is served to the end
        (moment("00:20", days=1), 3, False),  # not beyond midnight
    ],
)
def test_at_the_end_of_the_day_what_is_left_is_closed_and_told(at, closed, is_open, place, session, clerk, people):
    make_ticket(place, at=moment("11:30"))
    call = call_next(session, by=clerk, after=None, at=moment("11:31"))
    for who in ("resident", "stranger"):
        make_ticket(place, at=moment("11:40"), account=people[who].actor_id)

    assert (close_days(at=at), close_days(at=at)) == (closed, 0)
    call.refresh_from_db()
    session.refresh_from_db()
    assert (call.ended_at is None, session.closed_at is None) == (is_open, is_open)
    assert Notice.objects.filter(topic="tickets.closed").count() == min(closed, 2)
    if not is_open:
        assert (call.ending, call.ticket.events.last().deed) == ("closed", "closed")


def test_a_place_that_never_shuts_keeps_numbers_over_midnight_but_not_for_ever(clerk):
    place = make_hall(hours="0:00-24:00")
    session = make_session(place, clerk)
    make_ticket(place, at=moment("23:50"))

    assert close_days(at=moment("00:30", days=1)) == 0
    assert step(session, clerk, moment("00:31", days=1)) == "A001"
    make_ticket(place, at=moment("00:40", days=1))
    assert close_days(at=moment("12:41", days=1)) == 2
    assert not Ticket.objects.filter(state="at_window").exists()
