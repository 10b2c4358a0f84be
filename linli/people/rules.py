"""Who may do what, where: the one place for people."""

from linli.people.enums import Role
from linli.people.models import Account
from linli.people.reader import Held, Reader

MAY_READ_LOOKS = frozenset({Role.AUDITOR, Role.ADMINISTRATOR})


def may_manage_posts(reader: Reader, area: str) -> bool:
    """An administrator of the area, or of one around it, gives and ends its posts."""
    return reader.is_system or any(area.startswith(post.area) for post in reader.with_role(Role.ADMINISTRATOR))


def may_manage_units(reader: Reader, area: str) -> bool:
    return may_manage_posts(reader, area)


def may_unmask(reader: Reader) -> bool:
    """Whoever holds a post; whose data, and of which record, is for the app to say that holds the record."""
    return reader.is_staff


def looks_posts(reader: Reader) -> tuple[Held, ...]:
    """The posts in whose right somebody reads who looked at what, each for its own area."""
    return reader.with_role(*MAY_READ_LOOKS)


def may_withdraw(account: Account) -> bool:
    """Residents leave as they came; a staff account is closed by an administrator, for its deeds must stay named."""
    return not account.is_staff
