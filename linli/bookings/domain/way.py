"""The way of a team: nobody is booked where it could not be in time, and what is kept free follows the stops of its day."""

from datetime import datetime, timedelta
from uuid import UUID

from linli.bookings.enums import LIVE, ResourceKind
from linli.bookings.errors import TooFarApart
from linli.bookings.models import Booking, Resource
from linli.bookings.queries.slots import midnight
from linli.bookings.queries.visits import known_middle
from linli.bookings.slots import Span
from linli.bookings.travel import Stop, too_far, ways_between


def stops_around(resource: Resource, at: datetime, *, besides: UUID | None = None) -> list[tuple[Booking, Stop]]:
    """Return the stops of a team on the day of a moment, in order. One statement."""
    begins = midnight(at.astimezone().date())
    rows = Booking.objects.filter(
        resource=resource, state__in=LIVE, starts_at__gte=begins, starts_at__lt=begins + timedelta(days=1)
    )
    if besides is not None:
        rows = rows.exclude(pk=besides)
    return [
        (one, Stop(one.visit.area if hasattr(one, "visit") else "", one.starts_at, one.ends_at))
        for one in rows.select_related("visit").order_by("starts_at")
    ]


def check_way(resource: Resource, area: str, span: Span, *, besides: UUID | None = None) -> datetime:
    """Return until when the time after a new stop can be kept free. Raises TooFarApart."""
    stops = [stop for _booking, stop in stops_around(resource, span[0], besides=besides)]
    lacking = too_far(stops, Stop(area, *span), middle=known_middle, unknown=resource.buffer_minutes)
    if lacking is not None:
        raise TooFarApart(minutes=lacking)
    after = [stop.starts_at for stop in stops if stop.starts_at >= span[1]]
    return min([span[1] + timedelta(minutes=resource.buffer_minutes), *after])


def settle_way(resource: Resource, at: datetime) -> None:
    """Keep free after each stop of a day what the way to the next one takes; the resource is locked by the caller."""
    if resource.kind != ResourceKind.TEAM:
        return
    stops = stops_around(resource, at)
    ways = ways_between([stop for _, stop in stops], middle=known_middle, unknown=resource.buffer_minutes)
    for (booking, stop), way in zip(stops, ways, strict=True):
        if booking.during.upper != stop.ends_at + way:
            Booking.objects.filter(pk=booking.pk).update(during=(stop.starts_at, stop.ends_at + way))
