"""Who may do what with bookings."""

from datetime import datetime, timedelta

from linli.bookings.enums import BookingState
from linli.bookings.models import Booking, Resource
from linli.people.enums import Role
from linli.people.reader import Reader

MAY_MANAGE = frozenset({Role.MANAGER, Role.ADMINISTRATOR})  # approve, refuse, close, cancel for others
MAY_RECEIVE = frozenset({Role.MANAGER, Role.ADMINISTRATOR, Role.CLERK})  # see who comes, note arrivals


EARLY = timedelta(minutes=60)  # before its beginning an arrival can be noted


def may_manage(reader: Reader, resource: Resource) -> bool:
    return _is_over(reader, resource, MAY_MANAGE)


def may_receive(reader: Reader, resource: Resource) -> bool:
    return _is_over(reader, resource, MAY_RECEIVE)


def is_own(reader: Reader, booking: Booking) -> bool:
    return reader.actor_id is not None and booking.account_id == reader.actor_id


def can_arrive(booking: Booking, at: datetime) -> bool:
    """Whether an arrival can be noted now: from an hour before; also of whom it was noted too soon that they did not come."""
    is_time = booking.starts_at - EARLY <= at < booking.ends_at
    return (booking.state == BookingState.BOOKED and at >= booking.starts_at - EARLY) or (
        booking.state == BookingState.NO_SHOW and is_time
    )


def can_miss(booking: Booking, at: datetime) -> bool:
    """Whether it can be noted now that nobody came."""
    return booking.state == BookingState.BOOKED and at >= booking.starts_at


def _is_over(reader: Reader, resource: Resource, roles: frozenset[Role]) -> bool:
    return reader.is_system or any(resource.place.area.startswith(post.area) for post in reader.with_role(*roles))
