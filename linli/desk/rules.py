"""Who sees which page of the desk. What may be done to a case is asked in `linli.cases.rules`."""

from linli.cases.enums import Verb
from linli.cases.models import Case
from linli.people.enums import Role
from linli.people.reader import Reader

MAY_SEE_DISPATCH = frozenset(
    {Role.DISPATCHER, Role.SUPERVISOR, Role.MANAGER, Role.OPERATOR, Role.LEADER, Role.AUDITOR, Role.ADMINISTRATOR}
)
MAY_SEE_INSTRUCTIONS = frozenset(
    {Role.LEADER, Role.SUPERVISOR, Role.OFFICER, Role.MANAGER, Role.DISPATCHER, Role.AUDITOR, Role.ADMINISTRATOR}
)
MAY_READ_LOOKS = frozenset({Role.AUDITOR, Role.ADMINISTRATOR, Role.SUPERVISOR})
MAY_ERASE = frozenset({Role.ADMINISTRATOR})
# What only the one who reported does stands in the portal.
FOR_REPORTERS = frozenset({Verb.RATE, Verb.URGE})


def may_read_looks(reader: Reader) -> bool:
    return bool(reader.roles & MAY_READ_LOOKS)


def may_erase(reader: Reader, case: Case) -> bool:
    """Where there is still something to erase is for the page to say; here only who may."""
    return bool(reader.roles & MAY_ERASE) and not case.compartment


def sees_grids_only(reader: Reader) -> bool:
    """Whether every post of the reader ends at a grid: figures are kept by village and above."""
    return bool(reader.posts) and all(len(post.area) == 15 for post in reader.posts)
