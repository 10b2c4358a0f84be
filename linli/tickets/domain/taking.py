"""A number is taken: by phone, at the kiosk, by a clerk, or by whoever comes to an appointment."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.crypto import get_random_string
from django.utils.timezone import localdate, localtime, make_naive, now

from linli.bookings.domain.receiving import arrive
from linli.bookings.enums import BookingState, ResourceKind
from linli.bookings.models import Booking
from linli.bookings.rules import is_own
from linli.common.cache import count_up
from linli.common.domain.inserting import insert
from linli.common.ids import uuid7
from linli.common.queries.compiled import Statement, Values, kept_statement
from linli.common.setting import value_of
from linli.people.reader import Reader, system
from linli.places.models import Place
from linli.places.queries.hours import opening_of
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
from linli.tickets.models.ticket import printed
from linli.tickets.queries.lines import APPOINTMENT, line_of
from linli.tickets.rules import may_serve

UNIQUE_VIOLATION = "23505"
SECRET_SIGNS = 22  # of 62: 131 bits
FROM_AN_ADDRESS, ADDRESS_WINDOW = 30, timedelta(minutes=10)  # a centre's own network is one address
A_DAY_EACH = 6  # numbers of one account at one place
DRAW = Statement.of_names(
    f"""INSERT INTO {NumberSeries._meta.db_table} AS series (id, place_id, "on", letter, last)
        VALUES (%(id)s, %(place)s, %(on)s, %(letter)s, 1)
        ON CONFLICT (place_id, "on", letter) DO UPDATE SET last = series.last + 1 RETURNING last"""  # noqa: S608
)


class Earlier(NamedTuple):
    """What has to be known of a ticket taken before."""

    id: UUID
    key: str
    state: str
    letter: str
    number: int
    secret: str


def take_ticket(
    place: Place, *, by: Reader, way: Way, item_code: str = "", priority: str = "", key: str = "", holder: str = "",
    account: UUID | None = None, sent_from: str = "", at: datetime | None = None,
) -> Ticket:  # fmt: skip
    """Give the next number of a place. A key sent again gives the same ticket.

    `account` is whose it is (a resident's own by phone); `holder` stands for a browser without one; `sent_from` is the
    address it came from, hashed, where that counts. Raises PlaceShut, NoSuchItem, HasTicket, TooManyTickets, NotYourWindow.
    """
    at = at or now()
    if way == Way.CLERK and not may_serve(by, place.area):
        raise NotYourWindow
    line = line_of(place.code, item_code)
    if line is None:
        raise NoSuchItem
    _refuse_when_shut(place, at)
    if (known := _refuse_too_many(place, account, holder, key, sent_from, at)) is not None:
        return known
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
    opening = opening_of(place.pk)
    if place.closed_on is not None and place.closed_on <= localdate(at):
        raise PlaceShut
    if opening is None or not opening.is_open(make_naive(localtime(at))):
        raise PlaceShut


def _refuse_too_many(
    place: Place, account: UUID | None, holder: str, key: str, sent_from: str, at: datetime
) -> Ticket | None:
    """Return the ticket that the same form was given before. Raises HasTicket, TooManyTickets. Two statements at most."""
    earlier = _earlier(place, account, holder, key, since=at - timedelta(hours=24))
    for one in earlier:
        if key and one.key == key:
            return Ticket.objects.get(pk=one.id)
    _refuse_second(earlier)
    if account is not None and len(earlier) >= A_DAY_EACH:
        raise TooManyTickets
    if sent_from and count_up(f"tickets:{place.pk}:{sent_from}", window=ADDRESS_WINDOW) > FROM_AN_ADDRESS:
        raise TooManyTickets
    return None


def _refuse_second(earlier: Sequence[Earlier]) -> None:
    for one in earlier:
        if one.state in OPEN:
            raise HasTicket(number=printed(one.letter, one.number), secret=one.secret)


def _earlier(place: Place, account: UUID | None, holder: str, key: str, *, since: datetime) -> list[Earlier]:
    """Return what a form sent before was given, what somebody has open here, and what an account took since a moment."""
    whose: Values = {"account": account} if account is not None else {"holder": holder} if holder else {}
    values = {"place": place.pk, "key": key, "since": since, **whose}
    found = kept_statement(("earlier tickets", *whose), values, _written_before, " UNION ALL ".join).rows(values)
    return [Earlier(*row) for row in found]


def _written_before(values: Values) -> list[QuerySet[Ticket, Any]]:
    here = Ticket.objects.filter(place=values["place"])
    parts = [here.filter(~Q(key=""), key=values["key"])]
    if "account" in values:
        parts.append(here.filter(Q(state__in=OPEN) | Q(taken_at__gt=values["since"]), account=values["account"]))
    elif "holder" in values:
        parts.append(here.filter(~Q(holder=""), state__in=OPEN, holder=values["holder"]))
    return [one.values_list(*Earlier._fields) for one in parts]


def _give_number(ticket: Ticket, *, by: Reader, at: datetime) -> Ticket:
    ticket.secret, ticket.state, ticket.seq = get_random_string(SECRET_SIGNS), TicketState.WAITING, 1
    try:
        with transaction.atomic():
            ticket.number = _next_number(ticket.place_id, ticket.on, ticket.letter)
            insert(ticket)
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
        _refuse_second(_earlier(ticket.place, ticket.account_id, ticket.holder, "", since=at))
        raise
    if ticket.booking_id:
        tell_holder("taken", ticket, place=ticket.place.name)
    return ticket


def _next_number(place: UUID, on: date, letter: str) -> int:
    """Draw from the series of a place, a day and a letter: whoever draws at the same moment waits for this commit."""
    return int(DRAW.rows({"id": uuid7(), "place": place, "on": on, "letter": letter})[0][0])
