"""What is told about bookings, and noted of them; no name and no purpose stands in either."""

from typing import Any
from uuid import UUID

from linli.bookings.models import Booking, Resource
from linli.common.domain.audit import note_deed
from linli.common.domain.outbox import leave_word
from linli.notices.domain.tell import tell
from linli.notices.recipients import account, holders, phone
from linli.people.enums import Role
from linli.people.reader import Reader


def note(booking: Booking, action: str, *, by: Reader, **detail: Any) -> None:
    """Write the deed on the trail."""
    note_deed(f"booking.{action}", by=by, subject_kind="booking", subject_id=booking.id,
              area=booking.resource.place.area, starts=booking.starts_at.isoformat(), **detail)  # fmt: skip


def tell_booker(topic: str, booking: Booking, **parameters: Any) -> None:
    """Tell whoever booked; somebody without an account by the number they gave, if they gave one."""
    if booking.account_id is not None:
        to = [account(booking.account_id)]
    else:
        to = [phone(booking.guest_phone)] if booking.guest_phone else []
    if not to:
        return
    tell(f"bookings.{topic}", to=to, subject_kind="booking", subject_id=booking.id,
         parameters=words_of(booking.resource, booking) | parameters)  # fmt: skip


def tell_account(topic: str, whom: UUID, resource: Resource, **parameters: Any) -> None:
    tell(f"bookings.{topic}", to=[account(whom)], subject_kind="resource", subject_id=resource.id,
         parameters=words_of(resource) | parameters)  # fmt: skip


def say_changed(booking: Booking) -> None:
    """Leave word, in the transaction, that it is over or at another time: something else may hang on it."""
    leave_word("bookings.changed", booking=str(booking.id))


def tell_centre(topic: str, booking: Booking) -> None:
    """Tell the managers of the place."""
    area = booking.resource.place.area
    tell(f"bookings.{topic}", to=[holders(roles=[Role.MANAGER], area=area)], subject_kind="booking",
         subject_id=booking.id, parameters=words_of(booking.resource, booking))  # fmt: skip


def words_of(resource: Resource, booking: Booking | None = None) -> dict[str, Any]:
    words: dict[str, Any] = {"what": resource.name, "place": resource.place.name}
    return words | {"starts_at": booking.starts_at.isoformat()} if booking else words
