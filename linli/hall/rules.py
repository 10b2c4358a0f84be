"""Who may do what in the hall: the one place for it."""

from linli.people.enums import Role
from linli.people.reader import Reader
from linli.people.rules import may_manage_settings

MAY_READ_CATALOGUE = frozenset({Role.ADMINISTRATOR, Role.AUDITOR, Role.SUPERVISOR, Role.DISPATCHER})
MAY_SET_OFFERS = frozenset({Role.MANAGER, Role.ADMINISTRATOR})


def may_manage_items(reader: Reader) -> bool:
    """What holds in the whole county is published by an administrator of the county."""
    return may_manage_settings(reader)
