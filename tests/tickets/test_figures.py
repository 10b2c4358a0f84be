from datetime import timedelta

import pytest

from linli.tickets.domain.calling import call_next, finish, note_missed, park, resume
from linli.tickets.domain.keeping import keep_days
from linli.tickets.domain.sending import transfer
from linli.tickets.domain.taking import give_up
from linli.tickets.domain.window import close_window, pause_window, resume_window
from linli.tickets.enums import PauseReason
from linli.tickets.models import DayFigure, Ticket, TicketEvent, WindowDay
from linli.tickets.queries.figures import Line, figures_of, told_of, told_page
from linli.tickets.queries.waiting import usual_times, wait_for_next
from tests.tickets.conftest import MONDAY, NINE, make_hall, make_session, make_ticket, moment
from tests.tickets.test_taking import set_to

DAY = MONDAY.date()


@pytest.fixture
def open_hall(db):
    return make_hall(hours="0:00-24:00")


def test_the_figures_of_a_day_are_a_recount_of_its_events(place, session, clerk, people, catalogue):
    set_to("tickets.recalls", 0)
    second = make_session(place, people["second"], 2, at=moment("08:30"))
    first = make_ticket(place, at=moment("08:50"), item_code="elder")
    make_ticket(place, at=moment("08:51"), item_code="insure")
    give_up(make_ticket(place, at=moment("08:52")), by=clerk, at=moment("08:58"))
    call = call_next(session, by=clerk, after=None, at=moment("09:00", seconds=7))
    transfer(session, call.pk, by=clerk, window=second.window, at=moment("09:05"))
    again = call_next(second, by=people["second"], after=None, at=moment("09:08"))
    park(second, again.pk, by=people["second"], at=moment("09:10"))
    pause_window(second, by=people["second"], reason=PauseReason.BREAK, at=moment("09:10"))
    resume_window(second, by=people["second"], at=moment("09:30"))
    back = resume(second, first, by=people["second"], at=moment("09:30"))
    finish(second, back.pk, by=people["second"], at=moment("09:31", seconds=3))
    other = call_next(session, by=clerk, after=None, at=moment("09:40"))
    note_missed(session, other.pk, by=clerk, at=moment("09:42"))
    other = call_next(session, by=clerk, after=None, at=moment("09:43"))
    finish(session, other.pk, by=clerk, at=moment("09:50"))
    for one, by in ((session, clerk), (second, people["second"])):
        close_window(one, by=by, at=moment("12:00"))

    found = figures_of(place.id, DAY, DAY, at=moment("23:00"))

    whole = found.whole
    assert (whole.taken, whole.done, whole.missed, whole.left) == (3, 2, 0, 1)
    rows = told_of(place.id, DAY, DAY, at=moment("23:00"))
    waited, served = [row.waited for row in rows], [row.served for row in rows]
    assert waited == [607 + 180, 49 * 60 + 60, 360]  # the second one also waits between its two calls, not during them
    assert served == [293 + 120 + 63, 420, 0]
    assert rows[0].parked == 1200
    assert (whole.mean_wait, whole.longest_wait, whole.mean_service) == ((787 + 3000) / 2, 3000, (476 + 420) / 2)
    assert [(line.number, line.services, line.serving, line.open, line.paused) for line in found.windows] == [
        ("1", 2, 293 + 420, 4 * 3600, 0), ("2", 2, 183, 3.5 * 3600 - 1200, 1200),
    ]  # fmt: skip
    assert sum(line.serving for line in found.windows) == sum(served)
    assert {line.key: line.taken for line in found.items} == {"elder": 1, "insure": 1, "": 1}
    assert TicketEvent.objects.filter(deed="called").count() == 5


def test_over_midnight_each_second_is_of_its_own_day(open_hall, clerk):
    session = make_session(open_hall, clerk, at=moment("23:00"))
    make_ticket(open_hall, at=moment("23:40"))
    call = call_next(session, by=clerk, after=None, at=moment("23:58", seconds=30))
    finish(session, call.pk, by=clerk, at=moment("00:04", days=1, seconds=5))
    close_window(session, by=clerk, at=moment("00:30", days=1))

    at = moment("12:00", days=1)
    before, later, both = (
        figures_of(open_hall.id, first, last, at=at)
        for first, last in ((DAY, DAY), (DAY + timedelta(days=1),) * 2, (DAY, DAY + timedelta(days=1)))
    )

    serving = [found.windows[0].serving for found in (before, later, both)]
    assert serving == [90, 245, 335]
    assert [found.windows[0].open for found in (before, later, both)] == [3600, 1800, 5400]
    assert [found.windows[0].services for found in (before, later, both)] == [1, 0, 1]
    assert (before.whole.mean_wait, before.whole.mean_service, later.whole.taken) == (1110, 335, 0)


def test_a_pause_and_a_transfer_over_midnight_are_right_to_the_second(open_hall, clerk, people):
    """Sent from window 1 to window 2 before midnight, called there after it; window 1 pauses from the one day into the next."""
    first, second = (
        make_session(open_hall, clerk, at=moment("23:00")),
        make_session(open_hall, people["second"], 2, at=moment("23:00")),
    )
    make_ticket(open_hall, at=moment("23:40"))
    call = call_next(first, by=clerk, after=None, at=moment("23:50"))
    transfer(first, call.pk, by=clerk, window=second.window, at=moment("23:58", seconds=30))
    pause_window(first, by=clerk, reason=PauseReason.BREAK, at=moment("23:58", seconds=40))
    again = call_next(second, by=people["second"], after=None, at=moment("00:01", days=1, seconds=10))
    finish(second, again.pk, by=people["second"], at=moment("00:05", days=1))
    resume_window(first, by=clerk, at=moment("00:10", days=1, seconds=20))
    close_window(first, by=clerk, at=moment("00:30", days=1))
    close_window(second, by=people["second"], at=moment("00:30", days=1))

    at, next_day = moment("12:00", days=1), DAY + timedelta(days=1)
    before, later, both = (
        figures_of(open_hall.id, a, b, at=at) for a, b in ((DAY, DAY), (next_day, next_day), (DAY, next_day))
    )

    lines = [
        [(one.number, one.services, one.serving, one.open, one.paused) for one in found.windows]
        for found in (before, later, both)
    ]
    assert lines == [
        [("1", 1, 510, 3520, 80), ("2", 0, 0, 3600, 0)],
        [("1", 0, 0, 1180, 620), ("2", 1, 230, 1800, 0)],
        [("1", 1, 510, 4700, 700), ("2", 1, 230, 5400, 0)],
    ]
    # A number is of the day on which it was taken, with all of its waiting: 600 seconds before, 160 after the transfer.
    assert (both.whole.mean_wait, both.whole.mean_service, before.whole.mean_wait, later.whole.taken) == (
        760,
        740,
        760,
        0,
    )


def test_the_wait_is_reckoned_from_what_was_served_here(place, session, clerk):
    assert (wait_for_next(place.id, at=NINE).minutes, wait_for_next(place.id, at=NINE).count) == (1, 0)
    after = None
    for number in range(6):
        make_ticket(place, at=NINE + timedelta(minutes=number * 6))
        call = call_next(session, by=clerk, after=after, at=NINE + timedelta(minutes=number * 6))
        after = call.pk
    make_ticket(place, at=moment("09:31"))

    found = wait_for_next(place.id, at=moment("09:32"))

    assert (usual_times(place.id).whole, usual_times(place.id).count) == (360, 5)
    assert (found.ahead, found.windows, found.count, found.seconds) == (1, 1, 5, 240 + 360)
    last = finish(session, after, by=clerk, at=moment("09:33"))
    pause_window(session, by=clerk, reason=PauseReason.BREAK, at=moment("09:33"))
    assert (last.printed, wait_for_next(place.id, at=moment("09:34")).minutes) == ("A006", None)


def test_a_day_is_written_down_once_nothing_of_it_can_change(open_hall, clerk):
    session = make_session(open_hall, clerk, at=moment("23:00"))
    make_ticket(open_hall, at=moment("23:40"))
    give_up(make_ticket(open_hall, at=moment("23:41")), by=clerk, at=moment("23:50"))
    call = call_next(session, by=clerk, after=None, at=moment("23:58", seconds=30))
    next_day = DAY + timedelta(days=1)
    assert keep_days(at=moment("00:01", days=1)) == 0  # somebody is at the window still
    finish(session, call.pk, by=clerk, at=moment("00:04", days=1, seconds=5))
    assert keep_days(at=moment("00:10", days=1)) == 0  # the window is open still
    close_window(session, by=clerk, at=moment("00:30", days=1))
    at = moment("12:00", days=1)
    recount = figures_of(open_hall.id, DAY, next_day, at=at)

    assert (keep_days(at=at), keep_days(at=at)) == (1, 0)

    assert (DayFigure.objects.count(), WindowDay.objects.count()) == (1, 1)
    assert figures_of(open_hall.id, DAY, next_day, at=at) == recount
    assert recount.whole == Line(
        "", 2, 1, 0, 1, timedelta(seconds=1110), timedelta(seconds=1110), timedelta(seconds=335)
    )
    Ticket.objects.update(item_code="elder")  # what is written down is read, whatever the tickets say
    assert [line.key for line in figures_of(open_hall.id, DAY, DAY, at=at).items] == [""]


@pytest.mark.parametrize(("state", "count", "numbers"), [("all", 3, ["A001", "A002"]), ("left", 1, ["A002"])])
def test_the_list_of_a_figure_comes_a_page_at_a_time(open_hall, clerk, state, count, numbers):
    made = [make_ticket(open_hall, at=moment(f"09:0{number}")) for number in range(3)]
    give_up(made[1], by=clerk, at=moment("09:08"))
    states = {"all": (), "left": ("given_up", "closed")}[state]

    page = told_page(open_hall.id, DAY, DAY, states=states, at=moment("10:00"), size=2)

    assert (page.count, [row.ticket.printed for row in page.rows], page.more) == (count, numbers, 2 if count > 2 else 0)
    rest = told_page(open_hall.id, DAY, DAY, states=states, begin=2, at=moment("10:00"), size=2)
    assert ([row.ticket.printed for row in rest.rows], rest.more) == (["A003"] if count > 2 else [], 0)
