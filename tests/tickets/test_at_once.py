"""Many at once, on real connections: no number twice, nobody called by two."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.conf import settings
from django.db import connection

from linli.common.errors import Refusal
from linli.counties.current import county_by_code
from linli.people.enums import Role
from linli.people.reader import system
from linli.tickets.domain.calling import call_next, finish
from linli.tickets.domain.taking import take_ticket
from linli.tickets.domain.window import open_window
from linli.tickets.enums import Way
from linli.tickets.models import Call, Ticket, TicketEvent, WindowSession
from tests.factories import VILLAGE, make_staff
from tests.tickets.conftest import NINE, make_hall, make_session, make_ticket, moment

pytestmark = pytest.mark.usefixtures("committed")
THREADS = 8


def at_once(deed, threads=THREADS):
    """Let as many do the same in the same moment; return what each was answered."""
    county, barrier = county_by_code(settings.LINLI_COUNTY), Barrier(threads)

    def one(number):
        connection.set_tenant(county)
        barrier.wait()
        try:
            return deed(number)
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(one, range(threads)))


def test_numbers_taken_in_the_same_moment_are_given_once_and_without_a_gap():
    place = make_hall()

    def take(number):
        mine = {"key": "same"} if number < 2 else {"holder": "same" + "x" * 28} if number < 4 else {}
        return [
            take_ticket(place, by=system("test"), way=Way.KIOSK, at=NINE, **mine).printed
            for _ in range(1 if mine else 10)
        ]

    answers = at_once(take)

    taken = sorted(Ticket.objects.values_list("number", flat=True))
    assert taken == list(range(1, 43))
    assert Counter(answer for answer in answers if answer == "has_ticket") == {"has_ticket": 1}
    assert answers[0] == answers[1]  # one form, sent twice


def test_eight_clerks_call_forty_and_nobody_is_called_by_two():
    place = make_hall(windows=THREADS)
    clerks = [make_staff(Role.CLERK, area=VILLAGE) for _ in range(THREADS)]
    sessions = [make_session(place, clerk, number) for number, clerk in enumerate(clerks, start=1)]
    for number in range(40):
        make_ticket(place, at=moment("08:30", seconds=number), priority="elderly" if number % 5 > 1 else "")

    def serve(number):
        after, mine = None, []
        while call := call_next(sessions[number], by=clerks[number], after=after, at=NINE):
            mine.append(call.ticket.printed)
            after = call.pk
        return mine

    answers = at_once(serve)

    called = [number for mine in answers for number in mine]
    assert len(called) == len(set(called)) == 40
    assert Call.objects.filter(ended_at__isnull=True).count() == 0
    assert TicketEvent.objects.filter(deed="called").count() == 40
    # In the order of the calls, never more than two in a row passed somebody who had waited longer.
    waiting = {ticket.pk: ticket for ticket in Ticket.objects.all()}
    run = 0
    for number in TicketEvent.objects.filter(deed="called").order_by("id").values_list("ticket", flat=True):
        ticket = waiting.pop(number)
        older = any(not other.priority and other.turn_at < ticket.turn_at for other in waiting.values())
        run = run + 1 if ticket.priority and older else run if ticket.priority else 0
        assert run <= 2


def test_one_window_pressed_in_two_tabs_calls_one():
    place, clerk = make_hall(), make_staff(Role.CLERK, area=VILLAGE)
    session = make_session(place, clerk)
    for _ in range(THREADS):
        make_ticket(place)

    answers = at_once(lambda _number: call_next(session, by=clerk, after=None, at=NINE).ticket.printed)

    assert answers == ["A001"] * THREADS
    call = Call.objects.get()
    again = at_once(lambda _number: finish(session, call.pk, by=clerk, at=NINE).printed)
    assert Counter(again) == {"A001": 1, "nobody_at_window": THREADS - 1}


def test_two_clerks_at_one_window_in_the_same_moment():
    place = make_hall()
    window = place.windows.get(number=1)
    clerks = [make_staff(Role.CLERK, area=VILLAGE) for _ in range(THREADS)]

    answers = at_once(lambda number: open_window(window, by=clerks[number], at=NINE).lines)

    assert Counter(answers) == {"": 1, "window_taken": THREADS - 1}
    assert WindowSession.objects.count() == 1
