"""Who may do what with applications. What may be done to the case itself is its procedure's word."""

from linli.cases.rules import MAY_EXPORT
from linli.people.enums import Role
from linli.people.reader import Reader

MAY_RECEIVE = frozenset({Role.CLERK, Role.MANAGER})
MAY_READ = frozenset(
    {
        Role.CLERK,
        Role.MANAGER,
        Role.OFFICER,
        Role.DISPATCHER,
        Role.SUPERVISOR,
        Role.LEADER,
        Role.AUDITOR,
        Role.ADMINISTRATOR,
    }
)
MAY_READ_ARCHIVE = MAY_READ
MAY_EXPORT_ARCHIVE = MAY_READ & MAY_EXPORT


def may_receive(reader: Reader, area: str) -> bool:
    """Take applications at a window of a place: its clerks and its manager, and those of an area around it."""
    return reader.is_system or any(area.startswith(post.area) for post in reader.with_role(*MAY_RECEIVE))
