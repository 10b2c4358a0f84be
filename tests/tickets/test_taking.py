from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from linli.bookings.enums import BookingState
from linli.common.domain.configuration import changed
from linli.common.models import SettingValue
from linli.notices.models import Notice
from linli.people.reader import ANONYMOUS, system
from linli.places.domain.hours import except_days
from linli.tickets.domain.calling import call_next
from linli.tickets.domain.forgetting import forget_whose, tied_tickets
from linli.tickets.domain.taking import A_DAY_EACH, FROM_AN_ADDRESS, check_in, give_up, take_ticket
from linli.tickets.enums import TicketState, Way
from linli.tickets.models import NumberSeries, Ticket, TicketEvent
from tests.tickets.conftest import NINE, make_booking, make_hall, make_ticket, moment, refused


def set_to(code, value):
    SettingValue.objects.update_or_create(code=code, defaults={"value": value})
    changed("settings")


def test_numbers_follow_each_other_by_place_day_and_letter(place, catalogue):
    other = make_hall("other")

    taken = [
        make_ticket(place), make_ticket(place, item_code="insure"), make_ticket(place, item_code="elder"), make_ticket(other),
        make_ticket(place, at=NINE + timedelta(days=1)),
    ]  # fmt: skip

    assert [ticket.printed for ticket in taken] == ["A001", "B001", "A002", "A001", "A001"]
    assert {ticket.state for ticket in taken} == {TicketState.WAITING}
    event = TicketEvent.objects.get(ticket=taken[1])
    assert (event.seq, event.deed, event.state, event.at, event.item_code) == (1, "taken", "waiting", NINE, "insure")
    assert len({ticket.secret for ticket in taken}) == 5


def test_a_form_sent_twice_is_one_ticket(place):
    first, again = make_ticket(place, key="once"), make_ticket(place, key="once")

    assert (first, NumberSeries.objects.get().last) == (again, 1)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"at": moment("07:59")}, "place_shut"),
        ({"at": moment("12:00")}, "place_shut"),
        ({"at": moment("09:00", days=-60)}, "place_shut"),  # a holiday
        ({"item_code": "tax"}, "no_such_item"),
        ({"way": Way.CLERK, "by": ANONYMOUS}, "not_your_window"),
    ],
)
def test_what_is_refused(facts, code, place, catalogue):
    with refused(code):
        take_ticket(place, **({"by": system("test"), "way": Way.KIOSK, "at": NINE} | facts))

    assert not Ticket.objects.exists()


def test_a_place_that_closes_for_a_day_gives_no_numbers(place, people):
    except_days(place, NINE.date(), NINE.date(), (), reason="培训", by=people["manager"], at=NINE)

    with refused("place_shut"):
        make_ticket(place)


@pytest.mark.parametrize("who", ["account", "holder"])
def test_nobody_has_two_open_numbers_at_one_place(who, place, people):
    mine = {who: people["resident"].actor_id if who == "account" else "x" * 32}
    first = make_ticket(place, **mine)

    with refused("has_ticket") as found:
        make_ticket(place, **mine)
    assert found.value.values == {"number": "A001", "secret": first.secret}
    elsewhere = make_ticket(make_hall("other"), **mine)
    give_up(first, by=people["resident"], at=NINE)
    assert {elsewhere.printed, make_ticket(place, **mine).printed} == {"A001", "A002"}


def test_the_database_gives_no_number_twice_and_no_second_ticket(place, people):
    ticket = make_ticket(place, account=people["resident"].actor_id)

    for facts in ({"number": 1}, {"number": 2, "account_id": ticket.account_id}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Ticket.objects.create(
                place=place, on=ticket.on, letter="A", line="A", way="kiosk", taken_at=NINE, turn_at=NINE,
                secret=f"other{facts['number']}", **facts,
            )  # fmt: skip
    with pytest.raises(Exception, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE tickets_ticketevent SET at = at")


def test_who_takes_too_many_is_told(place, people):
    for _ in range(A_DAY_EACH):
        give_up(make_ticket(place, account=people["resident"].actor_id), by=people["resident"], at=NINE)
    with refused("too_many_tickets"):
        make_ticket(place, account=people["resident"].actor_id)
    for number in range(FROM_AN_ADDRESS):
        make_ticket(place, sent_from="there", holder=f"{number:032}")
    with refused("too_many_tickets"):
        make_ticket(place, sent_from="there")
    make_ticket(place, sent_from="elsewhere")


@pytest.mark.parametrize(("most", "kept"), [(2, "elderly"), (0, "")])
def test_priority_is_a_class_and_a_setting(most, kept, place):
    set_to("tickets.most_passed", most)

    ticket = make_ticket(place, priority="elderly")

    assert (ticket.priority, ticket.first_from is not None) == (kept, bool(kept))
    assert make_ticket(place, priority="mayor").priority == ""


@pytest.mark.parametrize(
    ("came", "turn", "goes_first"),
    [("08:30", "09:00", True), ("09:15", "09:15", True), ("09:16", "09:16", False)],
)
def test_an_appointment_counts_from_its_time(came, turn, goes_first, place, people):
    booking = make_booking(place, people["resident"])

    ticket = check_in(booking, by=people["resident"], way=Way.PHONE, at=moment(came))
    again = check_in(booking, by=people["clerk"], way=Way.CLERK, at=moment(came))

    booking.refresh_from_db()
    assert (ticket, booking.state) == (again, BookingState.ARRIVED)
    assert (ticket.printed, ticket.turn_at, ticket.account_id) == ("Y001", moment(turn), people["resident"].actor_id)
    assert ticket.first_from == (moment(turn) if goes_first else None)
    assert Notice.objects.get(topic="tickets.taken").recipient_id == people["resident"].actor_id


@pytest.mark.parametrize(
    ("facts", "who", "came", "code"),
    [
        ({}, "stranger", "08:50", "not_your_window"),
        ({}, "other_manager", "08:50", "not_your_window"),
        ({"kind": "room"}, "resident", "08:50", "no_such_appointment"),
        ({"days": 1}, "resident", "08:50", "no_such_appointment"),
        ({"clock": "11:00"}, "resident", "08:50", "not_begun"),
        ({"state": "cancelled"}, "resident", "08:50", "not_possible_for_booking"),
        ({"state": "done"}, "resident", "08:50", "no_such_appointment"),
        ({}, "resident", "07:50", "place_shut"),
    ],
)
def test_who_is_not_there_for_an_appointment(facts, who, came, code, place, people):
    booking = make_booking(place, people["resident"], **({"clock": "09:00"} | facts))

    with refused(code):
        check_in(booking, by=people[who], way=Way.PHONE, at=moment(came))

    assert not Ticket.objects.exists()


def test_a_number_is_given_back_until_it_is_called(place, session, clerk, people):
    ticket = make_ticket(place)
    called = call_next(session, by=clerk, after=None, at=NINE).ticket
    other = make_ticket(place)

    with refused("not_possible_for_ticket"):
        give_up(called, by=ANONYMOUS, at=NINE)
    for _ in range(2):
        assert give_up(other, by=ANONYMOUS, at=NINE).state == TicketState.GIVEN_UP
    assert (called, list(other.events.values_list("deed", flat=True))) == (ticket, ["taken", "given_up"])


def test_whose_number_it_was_is_forgotten_and_the_number_stays(place, people, session, clerk):
    booking = make_booking(place, people["resident"])
    old = check_in(booking, by=people["resident"], way=Way.PHONE, at=moment("08:50"))
    browser = make_ticket(place, holder="x" * 32)
    call = call_next(session, by=clerk, after=None, at=NINE)
    give_up(browser, by=ANONYMOUS, at=NINE)
    call_next(session, by=clerk, after=call.pk, at=moment("09:05"))
    Ticket.objects.update(taken_at=NINE - timedelta(days=400))

    assert tied_tickets(30).count() == forget_whose(after_days=30) == 2
    old.refresh_from_db()
    assert (old.account_id, old.booking_id, old.holder, old.printed, old.state) == (None, None, "", "Y001", "done")
    assert forget_whose(after_days=30) == 0
