"""Who stands before a mediation in what capacity. Nobody's area alone opens one: parties, its mediator, and by a logged look
the head of the committee and the auditor."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils.timezone import now

from linli.mediation.enums import Answer, SideOf
from linli.mediation.models import Mediation, Side
from linli.people.enums import Role
from linli.people.models import Look
from linli.people.reader import Reader

MAY_MEDIATE = frozenset({Role.MEDIATOR, Role.MEDIATION_HEAD})
MAY_LOOK = frozenset({Role.MEDIATION_HEAD, Role.AUDITOR})
AT_THE_DESK = MAY_MEDIATE | {Role.AUDITOR}
MAY_TYPE = frozenset({Role.CLERK, Role.MEDIATION_HEAD, Role.MEDIATOR})
MAY_COUNT = frozenset({Role.MEDIATION_HEAD, Role.SUPERVISOR, Role.LEADER, Role.AUDITOR})
LOOK_LASTS = timedelta(minutes=30)
SUBJECT = "mediation"


def side_of(reader: Reader, sides: Iterable[Side]) -> Side | None:
    """The side that a reader is: not before it is invited, and not who said it was somebody else."""
    if reader.actor_id is None:
        return None
    mine = [side for side in sides if side.invited_at and side.answer != Answer.SOMEBODY_ELSE and _is(reader, side)]
    return mine[0] if mine else None


def _is(reader: Reader, side: Side) -> bool:
    """By account; until somebody has acted for a side, by the telephone number with which they have signed in."""
    if side.account_id is not None or reader.account is None or not side.phone:
        return side.account_id == reader.actor_id
    return bool(side.phone == reader.account.phone)


def is_mediator(reader: Reader, mediation: Mediation) -> bool:
    """Whether the reader is the mediator whom all sides have accepted."""
    return mediation.begun_at is not None and is_named(reader, mediation)


def is_named(reader: Reader, mediation: Mediation) -> bool:
    """Whether the reader is named as its mediator, accepted or not yet, and holds the post today."""
    return (
        reader.actor_id is not None and mediation.mediator_id == reader.actor_id
        and any(mediation.village.startswith(post.area) for post in reader.with_role(*MAY_MEDIATE))
    )  # fmt: skip


def covers(reader: Reader, mediation: Mediation, *roles: Role) -> bool:
    return any(mediation.village.startswith(post.area) for post in reader.with_role(*roles))


def is_looking(reader: Reader, mediation: Mediation) -> bool:
    """Whether a head or an auditor has said, within the half hour, why they open it."""
    if reader.actor_id is None or not covers(reader, mediation, *MAY_LOOK):
        return False
    mine = Look.objects.filter(subject_kind=SUBJECT, subject_id=mediation.id, actor_id=reader.actor_id)
    return mine.filter(at__gt=now() - LOOK_LASTS).exists()


def standing(reader: Reader, mediation: Mediation, sides: Iterable[Side]) -> set[str]:
    """The capacities of a reader, in the words of the procedure. A head who is one of the sides is only that."""
    sides = list(sides)
    if reader.is_system:
        return {"party", "mediator", str(Role.MEDIATION_HEAD)}
    if mine := side_of(reader, sides):
        return {"party"} if mine.stays else set()  # who has left has no say any more
    found = {"mediator"} if is_named(reader, mediation) else set()
    if covers(reader, mediation, Role.MEDIATION_HEAD):
        found.add(str(Role.MEDIATION_HEAD))
    return found


def applied(side: Side) -> bool:
    return side.of == SideOf.FIRST


def in_order(sides: Iterable[Side]) -> list[Side]:
    """The first before the others, as they were written down."""
    return sorted(sides, key=lambda side: SideOf.values.index(side.of))
