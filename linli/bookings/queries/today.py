"""Who has an appointment at the windows of a place today: what the counter merges with those who walk in."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.timezone import localdate

from linli.bookings.enums import BookingState, ResourceKind
from linli.bookings.models import Booking
from linli.bookings.queries.slots import midnight

AT_THE_COUNTER = (BookingState.BOOKED, BookingState.ARRIVED)


@dataclass(frozen=True, slots=True)
class TodayBooking:
    """One appointment at a window; whose it is by number only, never by name."""

    id: UUID
    resource_id: UUID
    window_id: UUID
    window_number: int
    account_id: UUID | None
    item_code: str
    case_id: UUID | None
    starts_at: datetime
    ends_at: datetime
    state: str
    helper: str


def bookings_today(place_code: str, *, on: date | None = None) -> list[TodayBooking]:
    """Return the appointments of a day at the windows of a place, in order of time. One statement.

    Not scoped to a reader: it names nobody, and is for verbs and pages of whoever stands at the counter of that place.
    """
    begins = midnight(on or localdate())
    rows = Booking.objects.filter(
        resource__place__code=place_code, resource__kind=ResourceKind.WINDOW, state__in=AT_THE_COUNTER,
        starts_at__gte=begins, starts_at__lt=begins + timedelta(days=1),
    ).order_by("starts_at", "resource__window__number", "id")  # fmt: skip
    return [
        TodayBooking(*row)
        for row in rows.values_list(
            "id", "resource_id", "resource__window_id", "resource__window__number", "account_id", "item_code", "case_id",
            "starts_at", "ends_at", "state", "helper",
        )
    ]  # fmt: skip
