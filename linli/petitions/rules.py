"""Who stands before a petition in what capacity. It is not open to a whole county: who takes it, who answers it, who watches."""

from collections.abc import Iterable
from uuid import UUID

from linli.people.enums import Role, UnitKind
from linli.people.queries.unit import every_unit
from linli.people.reader import Held, Reader
from linli.petitions.enums import Round
from linli.petitions.models import Petition, Petitioner

SUBJECT = "petition"  # holder of the papers that answer, and subject of looks and notices
LETTER = "letter"  # holder of what came in and of its receipt: they may tell who wrote it
URGED = (
    "urging"  # holder of what offices write each other about how it is dealt with: whoever petitions has no part in it
)
COMPARTMENT = "petition"
MAY_RECEIVE = frozenset({Role.CLERK, Role.MANAGER, Role.DISPATCHER})
MAY_ANSWER = frozenset({Role.OFFICER, Role.DISPATCHER})
MAY_APPROVE = frozenset({Role.MANAGER, Role.LEADER})  # the head of the body in charge (34)
AT_THE_DESK = MAY_RECEIVE | MAY_ANSWER | {Role.LEADER, Role.SUPERVISOR}
MAY_TYPE = frozenset({Role.CLERK, Role.MANAGER, Role.DISPATCHER})
MAY_URGE = MAY_RECEIVE | {Role.SUPERVISOR}
MAY_SUPERVISE = frozenset({Role.DISPATCHER, Role.SUPERVISOR})  # from the town up; never the body in charge over itself
DECIDING = frozenset({UnitKind.DEPARTMENT, UnitKind.TOWN_OFFICE, UnitKind.CITY_OFFICE})


def is_petitioner(reader: Reader, petitioners: Iterable[Petitioner]) -> bool:
    """By account; until somebody has acted on it, by the telephone number with which they have signed in."""
    return reader.actor_id is not None and any(_is(reader, one) for one in petitioners)


def _is(reader: Reader, one: Petitioner) -> bool:
    if one.account_id is not None or reader.account is None or not one.phone:
        return one.account_id == reader.actor_id
    return bool(one.phone == reader.account.phone)


def concerns(reader: Reader, about_unit: UUID | None) -> bool:
    """Whether a reader is of the unit that it is about: it is never handed to them (30)."""
    return about_unit is not None and any(post.unit_id == about_unit for post in reader.posts)


def receives(post: Held, petition: Petition) -> bool:
    """Whether a post takes petitions where this one came in. Reviews are the higher body's alone."""
    return petition.round == Round.FIRST and post.role in MAY_RECEIVE and petition.village.startswith(post.area)


def answers(post: Held, lead_unit: UUID | None) -> bool:
    return post.role in MAY_ANSWER and post.unit_id == lead_unit and may_decide(lead_unit)


def supervises(reader: Reader, petition: Petition) -> bool:
    """Whether a reader may supervise how a petition is dealt with: of the town or above, and of another body than the one in charge."""
    lead = petition.case.lead_unit_id
    if any(post.unit_id == lead for post in reader.posts):
        return False
    return any(post.role in MAY_SUPERVISE and petition.village.startswith(post.area) for post in reader.posts)


def may_decide(unit_id: UUID | None) -> bool:
    """Whether a unit is of a kind that answers petitions: never a village or community."""
    unit = every_unit().get(unit_id) if unit_id else None
    return unit is not None and unit.kind in DECIDING


def standing(reader: Reader, petition: Petition, petitioners: Iterable[Petitioner]) -> set[str]:
    """The capacities of a reader, in the words of the procedure. Who petitions is only that."""
    case = petition.case
    if reader.is_system:
        return {"party", "lead", *map(str, MAY_RECEIVE), str(Role.SUPERVISOR), str(Role.LEADER)}
    if is_petitioner(reader, petitioners):
        return {"party"}
    if concerns(reader, case.about_unit_id):
        return set()
    found: set[str] = set()
    for post in reader.posts:
        if receives(post, petition):
            found.add(str(post.role))
        if answers(post, case.lead_unit_id):
            found.add("lead")
        if post.role in MAY_APPROVE and post.unit_id == case.lead_unit_id and may_decide(case.lead_unit_id):
            found.add(str(Role.LEADER))
        if post.role == Role.SUPERVISOR and petition.village.startswith(post.area):
            found.add(str(Role.SUPERVISOR))
    return found
