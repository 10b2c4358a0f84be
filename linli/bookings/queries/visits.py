"""Home visits: a team's day in the order of its way, who could go, and the code that is said at the door."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.crypto import salted_hmac
from django.utils.timezone import localdate

from linli.areas.queries.coverage import is_schematic
from linli.areas.queries.outline import middle_of
from linli.bookings.enums import BookingState, ResourceKind
from linli.bookings.models import Booking, HomeVisit, Resource
from linli.bookings.queries.slots import midnight
from linli.bookings.rules import MAY_RECEIVE
from linli.bookings.travel import minutes_between
from linli.people.enums import Role
from linli.people.models import Post
from linli.people.reader import Reader

MAY_GO = frozenset({Role.MANAGER, Role.CLERK, Role.GRID_MEMBER, Role.GRID_HEAD})
SHOWN = (BookingState.ASKED, BookingState.BOOKED, BookingState.ARRIVED, BookingState.DONE, BookingState.NO_SHOW)


def code_of(visit: UUID) -> str:
    """Return the four digits that a visitor says and the resident has before them. Kept nowhere."""
    digest = salted_hmac("linli.bookings.visit", str(visit), algorithm="sha256").digest()
    return f"{int.from_bytes(digest[:8]) % 10_000:04}"


def known_middle(area: str) -> tuple[float, float] | None:
    """The middle of an area whose outline is known; that of a schematic one says nothing about the way."""
    return None if is_schematic(area) else middle_of(area)


@dataclass(frozen=True)
class StopLine:
    """One stop of a day. `way`: minutes from the stop before, None for the first."""

    booking: Booking
    visit: HomeVisit
    way: int | None
    is_mine: bool


def visits_visible_to(reader: Reader) -> QuerySet[Booking]:
    """Return the visits of the reader's centres, and those the reader is named for."""
    seen = Q(visit__visitors__account_id=reader.actor_id) if reader.actor_id else Q(pk__in=())
    for post in reader.with_role(*MAY_RECEIVE):
        seen |= Q(resource__place__area__startswith=post.area)
    return Booking.objects.filter(seen, resource__kind=ResourceKind.TEAM, visit__isnull=False).distinct()


def day_of_visits(reader: Reader, day: date) -> list[StopLine]:
    """Return the stops of a day in the order of the way, team by team. Two statements."""
    begins = midnight(day)
    rows = visits_visible_to(reader).filter(
        starts_at__gte=begins, starts_at__lt=begins + timedelta(days=1), state__in=SHOWN
    )
    found = rows.select_related("resource__place", "visit", "account").prefetch_related("visit__visitors")
    lines: list[StopLine] = []
    before: Booking | None = None
    for booking in found.order_by("resource__name", "resource_id", "starts_at"):
        way = None
        if before is not None and before.resource_id == booking.resource_id:
            way = minutes_between(before.visit.area, booking.visit.area, middle=known_middle,
                                  unknown=booking.resource.buffer_minutes)  # fmt: skip
        is_mine = any(one.account_id == reader.actor_id for one in booking.visit.visitors.all())
        lines.append(StopLine(booking, booking.visit, way, is_mine))
        before = booking
    return lines


@dataclass(frozen=True)
class Goer:
    """Somebody of the staff who could go; colleagues know them by name, residents by unit and post."""

    id: UUID
    label: str
    name: str


def goers_of(area: str) -> list[Goer]:
    """Return who could go for a centre: who holds a post there or in its grids today. One statement."""
    today = localdate()
    held = Post.objects.filter(role__in=MAY_GO, area__startswith=area, from_on__lte=today).filter(
        Q(until_on__isnull=True) | Q(until_on__gte=today)
    )
    found: dict[UUID, Goer] = {}
    for number, unit, role, name in held.order_by("role", "id").values_list(
        "account_id", "unit__name", "role", "account__display_name"
    ):
        found.setdefault(number, Goer(number, f"{unit} · {role}", name))
    return list(found.values())


def teams_of(place: UUID, *, only: Collection[UUID] = ()) -> list[Resource]:
    """Return the teams of a place that go out. One statement."""
    found = Resource.objects.filter(place=place, kind=ResourceKind.TEAM, closed_at__isnull=True)
    return list((found.filter(pk__in=only) if only else found).select_related("place").order_by("name"))
