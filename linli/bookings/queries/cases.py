"""What was booked for a matter: appointments, rooms, visits at home; shown where the matter is."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from linli.bookings.enums import BookingState, ResourceKind
from linli.bookings.models import Booking
from linli.bookings.pages import page_of
from linli.bookings.rules import may_receive
from linli.people.reader import Reader

MOST = 20


@dataclass(frozen=True)
class CaseBooking:
    """One of them. `result`: how a visit ended, in a word; what was found stands on its own page only."""

    what: str
    place: str
    starts_at: datetime
    ends_at: datetime
    state: str
    result: str
    url: str  # "": this reader has no page of it
    is_visit: bool


def bookings_of_case(case_id: UUID, reader: Reader) -> list[CaseBooking]:
    """Return what was booked for a matter, newest first. The right to the matter is the caller's check. One statement."""
    found = Booking.objects.filter(case_id=case_id).exclude(state__in=(BookingState.HELD, BookingState.EXPIRED))
    rows = found.select_related("resource__place", "visit").order_by("-starts_at")[:MOST]
    return [_line(booking, reader) for booking in rows]


def _line(booking: Booking, reader: Reader) -> CaseBooking:
    is_visit = booking.resource.kind == ResourceKind.TEAM
    visit = booking.visit if hasattr(booking, "visit") else None
    is_theirs = may_receive(reader, booking.resource) if reader.is_staff else booking.account_id == reader.actor_id
    return CaseBooking(
        what=booking.resource.name, place=booking.resource.place.name, starts_at=booking.starts_at, ends_at=booking.ends_at,
        state=booking.get_state_display(), result=visit.get_result_display() if visit and visit.result else "",
        url=page_of(booking, reader) if is_theirs and reader.actor_id else "", is_visit=is_visit,
    )  # fmt: skip
