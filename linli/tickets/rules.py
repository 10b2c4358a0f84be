"""Who may do what with tickets and windows. Taking a number is open to everybody."""

from linli.people.enums import Role
from linli.people.reader import Reader

MAY_SERVE = frozenset({Role.CLERK, Role.MANAGER})  # open a window, call, receive, take a number for somebody
MAY_LOOK_ON = frozenset({Role.CLERK, Role.MANAGER, Role.ADMINISTRATOR})  # the queue, the windows, the figures


def may_serve(reader: Reader, area: str) -> bool:
    return reader.is_system or any(area.startswith(post.area) for post in reader.with_role(*MAY_SERVE))


def may_look_on(reader: Reader, area: str) -> bool:
    return reader.is_system or any(area.startswith(post.area) for post in reader.with_role(*MAY_LOOK_ON))
