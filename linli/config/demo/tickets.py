"""A week at the windows of Hongqiao, all invented: who waited how long, so that waits can be reckoned and figures read.

Nobody is served while the demonstration is loaded: the windows are closed until a clerk opens one. Where it is loaded in
opening hours a few numbers wait.
"""

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.timezone import get_current_timezone, localdate, localtime, make_naive

from linli.config.demo.people import VILLAGE
from linli.people.enums import Role
from linli.people.models import Account, Post
from linli.people.reader import system
from linli.places.models import Place, Window
from linli.places.opening import Spans
from linli.places.queries.hours import opening_of
from linli.tickets.domain.taking import take_ticket
from linli.tickets.enums import Ending, Priority, TicketDeed, TicketState, Way, WindowDeed
from linli.tickets.models import Call, NumberSeries, Ticket, TicketEvent, WindowEvent, WindowSession

SEED = 350181_12
DAYS, A_DAY, WAITING = 5, 24, 3
BY = "演示数据"


class _Sheets:
    """Everything that is to be written, table by table."""

    def __init__(self) -> None:
        self.rows: dict[type[Any], list[Any]] = {
            table: [] for table in (NumberSeries, WindowSession, WindowEvent, Ticket, Call, TicketEvent)
        }

    def add[Row](self, row: Row) -> Row:
        self.rows[type(row)].append(row)
        return row

    def write(self) -> None:
        for table, rows in self.rows.items():
            table.objects.bulk_create(rows)


def invent_tickets() -> int:
    """Lay the week, and a few who wait; the same on every machine but for the days. Harmless when it is there."""
    place = Place.objects.filter(code=VILLAGE).first()
    if place is None or Ticket.objects.exists():
        return Ticket.objects.count()
    posts = Post.objects.filter(role__in=(Role.CLERK, Role.MANAGER)).order_by("role", "id")
    clerk = next((post.account for post in posts.select_related("account") if VILLAGE.startswith(post.area)), None)
    windows = list(place.windows.order_by("number")[:2])
    opening = opening_of(place.id)
    if clerk is None or not windows or opening is None:
        return 0
    sheets, draw, laid, back = _Sheets(), Random(SEED), 0, 1  # noqa: S311
    while laid < DAYS and back < 20:
        day = localdate() - timedelta(days=back)
        back += 1
        if spans := opening.on(day).spans:
            _lay_day(sheets, place, windows[laid % 2], clerk, day, spans, draw)
            laid += 1
    with transaction.atomic():
        sheets.write()
    if opening.is_open(make_naive(localtime())):
        for number in range(WAITING):
            take_ticket(place, by=system(BY), way=Way.KIOSK, priority=Priority.ELDERLY if number == 1 else "")
        Ticket.objects.update(is_invented=True)
    return Ticket.objects.count()


def _lay_day(
    sheets: _Sheets, place: Place, window: Window, clerk: Account, day: date, spans: Spans, draw: Random
) -> None:
    midnight = datetime.combine(day, time(), get_current_timezone())
    opened, closed = (midnight + timedelta(minutes=minutes) for minutes in spans[0])
    session = sheets.add(
        WindowSession(place=place, window=window, clerk=clerk, opened_at=opened, closed_at=closed, seq=2)
    )  # fmt: skip
    for seq, at, deed in ((1, opened, WindowDeed.OPENED), (2, closed, WindowDeed.CLOSED)):
        sheets.add(WindowEvent(session=session, seq=seq, at=at, deed=deed))
    free, came, number = opened, opened, 0
    while number < A_DAY:
        came += timedelta(seconds=draw.randint(60, 900))
        called = max(free, came + timedelta(seconds=5))
        served = called + timedelta(seconds=draw.randint(120, 720))
        if served >= closed:
            break
        number += 1
        _lay_ticket(sheets, session, number, (came, called, served), draw)
        free = served + timedelta(seconds=draw.randint(5, 60))
    sheets.add(NumberSeries(place=place, on=day, letter="A", last=number))


def _lay_ticket(
    sheets: _Sheets, session: WindowSession, number: int, moments: tuple[datetime, datetime, datetime], draw: Random
) -> None:
    came, called, served = moments
    ticket = sheets.add(
        Ticket(
            place=session.place, on=localdate(came), letter="A", number=number, line="A", way=Way.KIOSK, state=TicketState.DONE,
            priority=draw.choice(("", "", "", "", Priority.ELDERLY)), taken_at=came, turn_at=came, ended_at=served, seq=3,
            secret=get_random_string(22), is_invented=True,
        )
    )  # fmt: skip
    sheets.add(
        Call(place=session.place, ticket=ticket, session=session, window=session.window, called_at=called, shown_at=called,
             ended_at=served, ending=Ending.FINISHED)
    )  # fmt: skip
    for seq, at, deed, state in (
        (1, came, TicketDeed.TAKEN, TicketState.WAITING),
        (2, called, TicketDeed.CALLED, TicketState.AT_WINDOW),
        (3, served, TicketDeed.FINISHED, TicketState.DONE),
    ):
        window = session.window if seq > 1 else None
        sheets.add(TicketEvent(ticket=ticket, seq=seq, at=at, deed=deed, state=state, window=window, by=BY))
