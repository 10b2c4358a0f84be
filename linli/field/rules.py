"""Who sees which page of the field. What may be done to a case is asked in `linli.cases.rules`."""

from collections.abc import Collection
from uuid import UUID

from linli.people.enums import Role
from linli.people.reader import Reader
from linli.people.rules import may_manage_posts

# Whom the desk shows the way to the field: those who stand on site. Every post may use it.
ON_SITE = frozenset({Role.GRID_MEMBER, Role.GRID_HEAD, Role.MANAGER, Role.OFFICER})
# Who reports from the field: whose post takes them there. Others report as anybody does, or at the desk.
MAY_REPORT = ON_SITE | {Role.SUPERVISOR}
MAY_SEE_PHONES = frozenset({Role.ADMINISTRATOR})


def may_report(reader: Reader) -> bool:
    return bool(reader.roles & MAY_REPORT)


def may_stop_phone(reader: Reader, owner: UUID, areas: Collection[str]) -> bool:
    """One's own phone, and as an administrator the phones of those whose posts one gives.

    `areas` are those of the owner's posts today; whoever has left has none, and any administrator stops their phone.
    """
    if reader.actor_id == owner:
        return True
    if not areas:
        return bool(reader.with_role(*MAY_SEE_PHONES))
    return any(may_manage_posts(reader, area) for area in areas)
