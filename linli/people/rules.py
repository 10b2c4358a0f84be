"""Who may do what, where: the one place for people."""

from linli.people.enums import Role
from linli.people.models import Account
from linli.people.reader import Held, Reader

MAY_READ_LOOKS = frozenset({Role.AUDITOR, Role.ADMINISTRATOR})
WHOLE_UNIT = frozenset({Role.OFFICER})
WHOLE_COUNTY = frozenset({Role.OPERATOR})
COUNTY_DIGITS = 6


def may_manage_posts(reader: Reader, area: str) -> bool:
    """An administrator of the area, or of one around it, gives and ends its posts."""
    return reader.is_system or any(area.startswith(post.area) for post in reader.with_role(Role.ADMINISTRATOR))


def may_give_post(reader: Reader, *, role: Role | str, area: str, unit_area: str) -> bool:
    """Whether somebody may give this post, or let somebody stand in for it.

    An officer reads what their unit leads, wherever it lies: who gives the post must look after the unit's area too. An
    operator reads what comes by the hotline, from the whole county: only an administrator of the county gives that post.
    """
    if reader.is_system:
        return True
    own = [post.area for post in reader.with_role(Role.ADMINISTRATOR) if area.startswith(post.area)]
    if role in WHOLE_UNIT:
        return any(unit_area.startswith(one) for one in own)
    return any(len(one) <= COUNTY_DIGITS for one in own) if role in WHOLE_COUNTY else bool(own)


def may_manage_accounts(reader: Reader) -> bool:
    """Accounts belong to no town: an administrator of the county opens and closes them."""
    return reader.is_system or any(len(post.area) <= COUNTY_DIGITS for post in reader.with_role(Role.ADMINISTRATOR))


def may_manage_settings(reader: Reader) -> bool:
    """What holds in the whole county is set by an administrator of the county."""
    return may_manage_accounts(reader)


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
