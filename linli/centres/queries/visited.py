"""Who is visited at home, for the seam at the counter: what is begun there hangs on the visit."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime, now

from linli.bookings.domain.visit import tie_case
from linli.bookings.enums import BookingState
from linli.bookings.models import Booking
from linli.bookings.queries.visits import visits_visible_to
from linli.people.reader import Reader
from linli.places.counter import CounterVisit

AFTERWARDS = timedelta(days=7)  # what was seen at home is written at the desk


def visited(booking_id: UUID, reader: Reader) -> CounterVisit | None:
    """Return whom a reader visits, or visited in the last days, by the booking; None otherwise. One statement."""
    booking = _theirs(booking_id, reader)
    if booking is None:
        return None
    return CounterVisit(booking.id, _when(booking.starts_at), booking.resource.place.code, booking.account_id,
                        booking.item_code, is_at_home=True)  # fmt: skip


def _when(starts_at: datetime) -> str:
    """The time of a visit; of another day with its day."""
    clock = f"{localtime(starts_at):%H:%M}"
    is_today = localdate(starts_at) == localdate()
    return clock if is_today else f"{date_format(localtime(starts_at), 'MONTH_DAY_FORMAT')} {clock}"


def serve_visited(booking_id: UUID, case_id: UUID, by: Reader) -> bool:
    """Hang a visit on the case that was begun there; False where it is none of this reader's."""
    booking = _theirs(booking_id, by)
    if booking is not None:
        tie_case(booking, case_id, by=by)
    return booking is not None


def _theirs(booking_id: UUID, reader: Reader) -> Booking | None:
    found = visits_visible_to(reader).filter(
        id=booking_id, state__in=(BookingState.ARRIVED, BookingState.DONE), ends_at__gt=now() - AFTERWARDS
    )
    return found.select_related("resource__place").first()
