"""Who may do what with bookings."""

from linli.bookings.models import Booking, Resource
from linli.people.enums import Role
from linli.people.reader import Reader

MAY_MANAGE = frozenset({Role.MANAGER, Role.ADMINISTRATOR})  # approve, refuse, close, cancel for others
MAY_RECEIVE = frozenset({Role.MANAGER, Role.ADMINISTRATOR, Role.CLERK})  # see who comes, note arrivals


def may_manage(reader: Reader, resource: Resource) -> bool:
    return _is_over(reader, resource, MAY_MANAGE)


def may_receive(reader: Reader, resource: Resource) -> bool:
    return _is_over(reader, resource, MAY_RECEIVE)


def is_own(reader: Reader, booking: Booking) -> bool:
    return reader.actor_id is not None and booking.account_id == reader.actor_id


def _is_over(reader: Reader, resource: Resource, roles: frozenset[Role]) -> bool:
    return reader.is_system or any(resource.place.area.startswith(post.area) for post in reader.with_role(*roles))
