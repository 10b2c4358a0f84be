"""A number is taken: by phone, at the kiosk, by a clerk, or by whoever comes to an appointment."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import Q
from django.utils.crypto import get_random_string
from django.utils.timezone import localdate, localtime, make_naive, now

from linli.bookings.domain.receiving import arrive
from linli.bookings.enums import BookingState, ResourceKind
from linli.bookings.models import Booking
from linli.bookings.rules import is_own
from linli.common.cache import count_up
from linli.common.ids import uuid7
from linli.common.setting import value_of
from linli.people.reader import Reader, system
from linli.places.models import Place
from linli.tickets.domain.noting import move, tell_holder, write
from linli.tickets.enums import OPEN, Priority, TicketDeed, TicketState, Way
from linli.tickets.errors import (
    HasTicket,
    NoSuchAppointment,
    NoSuchItem,
    NotPossibleForTicket,
    NotYourWindow,
    PlaceShut,
    TooManyTickets,
)
from linli.tickets.models import NumberSeries, Ticket
from linli.tickets.queries.hours import opening_now
from linli.tickets.queries.lines import APPOINTMENT, line_of
from linli.tickets.rules import may_serve

UNIQUE_VIOLATION = "23505"
SECRET_SIGNS = 22  # of 62: 131 bits
FROM_AN_ADDRESS, ADDRESS_WINDOW = 30, timedelta(minutes=10)  # a centre's own network is one address
A_DAY_EACH = 6  # numbers of one account at one place


def take_ticket(
    place: Place, *, by: Reader, way: Way, item_code: str = "", priority: str = "", key: str = "", holder: str = "",
    account: UUID | None = None, sent_from: str = "", at: datetime | None = None,
) -> Ticket:  # fmt: skip
    """Give the next number of a place. A key sent again gives the same ticket.

    `account` is whose it is (a resident's own by phone); `holder` stands for a browser without one; `sent_from` is the
    address it came from, hashed, where that counts. Raises PlaceShut, NoSuchItem, HasTicket, TooManyTickets, NotYourWindow.
    """
    at = at or now()
    if key and (known := Ticket.objects.filter(place=place, key=key).first()):
        return known
    if way == Way.CLERK and not may_serve(by, place.area):
        raise NotYourWindow
    line = line_of(place.code, item_code)
    if line is None:
        raise NoSuchItem
    _refuse_when_shut(place, at)
    _refuse_too_many(place, account, holder, sent_from, at)
    ticket = Ticket(
        place=place, on=localdate(at), letter=line, line=line, item_code=item_code, way=way, priority=_class(priority),
        taken_at=at, turn_at=at, first_from=at if _class(priority) else None, account_id=account, holder=holder, key=key,
    )  # fmt: skip
    return _give_number(ticket, by=by, at=at)


def check_in(booking: Booking, *, by: Reader, way: Way, at: datetime | None = None) -> Ticket:
    """Give a number to whoever comes to an appointment at a window; asked again, it is the same.

    By whom it is, by a clerk of the place, or by the kiosk (the system). Raises NoSuchAppointment, NotYourWindow, PlaceShut,
    HasTicket, and what `arrive` raises: NotBegun (more than an hour early), NotPossibleForBooking.
    """
    at = at or now()
    resource = booking.resource
    place = resource.place
    if resource.kind != ResourceKind.WINDOW or localdate(booking.starts_at) != localdate(at):
        raise NoSuchAppointment
    if not (is_own(by, booking) or may_serve(by, place.area)):
        raise NotYourWindow
    if known := Ticket.objects.filter(booking=booking, state__in=OPEN).first():
        return known
    if booking.state == BookingState.DONE:
        raise NoSuchAppointment
    _refuse_when_shut(place, at)
    item = getattr(booking, "item_code", "")
    grace = timedelta(minutes=value_of("tickets.grace_minutes"))
    is_on_time = at <= booking.starts_at + grace
    turn_at = max(at, booking.starts_at)
    ticket = Ticket(
        place=place, on=localdate(at), letter=APPOINTMENT, line=line_of(place.code, item) or "A", item_code=item, way=way,
        taken_at=at, turn_at=turn_at, first_from=turn_at if is_on_time else None, account_id=booking.account_id,
        booking=booking,
    )  # fmt: skip
    with transaction.atomic():
        arrive(booking, by=by if by.is_staff else system("tickets.check_in"), at=at)
        return _give_number(ticket, by=by, at=at)


def give_up(ticket: Ticket, *, by: Reader, at: datetime | None = None) -> Ticket:
    """Give a number back before it is called. Whoever knows its secret may; given up again, nothing more happens.

    Raises NotPossibleForTicket.
    """
    with transaction.atomic():
        locked = Ticket.objects.select_for_update().get(pk=ticket.pk)
        if locked.state == TicketState.GIVEN_UP:
            return locked
        if locked.state not in (TicketState.WAITING, TicketState.PARKED):
            raise NotPossibleForTicket(state=locked.get_state_display())
        move(locked, TicketState.GIVEN_UP, TicketDeed.GIVEN_UP, at=at or now(), by=by)
    return locked


def _class(priority: str) -> str:
    return priority if priority in Priority.values and value_of("tickets.most_passed") else ""


def _refuse_when_shut(place: Place, at: datetime) -> None:
    opening = opening_now(place.pk)
    if place.closed_on is not None and place.closed_on <= localdate(at):
        raise PlaceShut
    if opening is None or not opening.is_open(make_naive(localtime(at))):
        raise PlaceShut


def _refuse_too_many(place: Place, account: UUID | None, holder: str, sent_from: str, at: datetime) -> None:
    mine = _refuse_second(place, account, holder, since=at - timedelta(hours=24))
    if account is not None and mine >= A_DAY_EACH:
        raise TooManyTickets
    if sent_from and count_up(f"tickets:{place.pk}:{sent_from}", window=ADDRESS_WINDOW) > FROM_AN_ADDRESS:
        raise TooManyTickets


def _refuse_second(place: Place, account: UUID | None, holder: str, *, since: datetime | None = None) -> int:
    """Return how many somebody has taken here since a moment; raises HasTicket where one of them is open."""
    if account is None and not holder:
        return 0
    mine = Ticket.objects.filter(place=place)
    mine = mine.filter(account=account) if account else mine.filter(holder=holder, state__in=OPEN)
    taken = list(mine.filter(Q(state__in=OPEN) | Q(taken_at__gt=since)) if since else mine.filter(state__in=OPEN))
    for one in taken:
        if one.state in OPEN:
            raise HasTicket(number=one.printed, secret=one.secret)
    return len(taken)


def _give_number(ticket: Ticket, *, by: Reader, at: datetime) -> Ticket:
    ticket.secret, ticket.state, ticket.seq = get_random_string(SECRET_SIGNS), TicketState.WAITING, 1
    try:
        with transaction.atomic():
            ticket.number = _next_number(ticket.place_id, ticket.on, ticket.letter)
            ticket.save(force_insert=True)
            write(ticket, TicketDeed.TAKEN, at=at, by=by)
    except IntegrityError as error:
        if getattr(error.__cause__, "sqlstate", "") != UNIQUE_VIOLATION:
            raise
        # Two sendings of one form, or two forms of one person, in the same moment: the rows say which.
        same = Ticket.objects.filter(place=ticket.place, key=ticket.key).first() if ticket.key else None
        same = same or (
            Ticket.objects.filter(booking=ticket.booking, state__in=OPEN).first() if ticket.booking else None
        )
        if same is not None:
            return same
        _refuse_second(ticket.place, ticket.account_id, ticket.holder)
        raise
    if ticket.booking_id:
        tell_holder("taken", ticket, place=ticket.place.name)
    return ticket


def _next_number(place: UUID, on: date, letter: str) -> int:
    """Draw from the series of a place, a day and a letter: whoever draws at the same moment waits for this commit."""
    table = NumberSeries._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"""INSERT INTO {table} AS series (id, place_id, "on", letter, last) VALUES (%s, %s, %s, %s, 1)
                ON CONFLICT (place_id, "on", letter) DO UPDATE SET last = series.last + 1 RETURNING last""",  # noqa: S608
            [uuid7(), place, on, letter],
        )
        row = cursor.fetchone()
    return int(row[0])
