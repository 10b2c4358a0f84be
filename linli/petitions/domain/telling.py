"""Who is told what. A notice names the number and nothing of the matter, for it may be read over a shoulder."""

from collections.abc import Iterable
from uuid import UUID

from linli.cases.models import Case
from linli.cases.queries.listing import number_text
from linli.notices.domain.tell import tell
from linli.notices.recipients import To, account, holders, phone
from linli.people.enums import Role
from linli.people.models import Post
from linli.petitions.enums import Pressure
from linli.petitions.models import Petition, Petitioner, Urging
from linli.petitions.rules import MAY_ANSWER, MAY_APPROVE, MAY_RECEIVE, SUBJECT


def to_petitioners(petitioners: Iterable[Petitioner]) -> list[To]:
    """By the account, else by a message to the telephone that was given."""
    return [
        account(one.account_id) if one.account_id else phone(one.phone)
        for one in petitioners
        if one.account_id or one.phone
    ]


def to_receivers(petition: Petition, case: Case) -> list[To]:
    """Those at the counter of the community, and nobody of the unit that it is about."""
    return (
        _without(case, [holders(unit=petition.received_by_id, roles=sorted(MAY_RECEIVE))])
        if petition.received_by_id
        else []
    )


def to_body(unit_id: UUID | None) -> list[To]:
    return [holders(unit=unit_id, roles=sorted(MAY_ANSWER))] if unit_id else []


def to_head(unit_id: UUID | None, petition: Petition) -> list[To]:
    """Who approves more time: the head of the body, else whoever supervises the place."""
    if unit_id and Post.objects.filter(unit_id=unit_id, role__in=MAY_APPROVE, account__is_active=True).exists():
        return [holders(unit=unit_id, roles=sorted(MAY_APPROVE))]
    return [holders(area=petition.village, roles=[Role.SUPERVISOR])]


def to_heads(unit_id: UUID | None) -> list[To]:
    return [holders(unit=unit_id, roles=sorted(MAY_APPROVE))] if unit_id else []


def to_urgers(petition: Petition, case: Case, urging: Urging) -> list[To]:
    """Whoever passed it on, and the supervisor too where it was supervised; never the body that was urged."""
    told = to_receivers(petition, case) if petition.received_by_id != urging.unit_id else []
    if urging.pressure == Pressure.SUPERVISE or not told:
        told = [*told, holders(area=petition.village, roles=[Role.SUPERVISOR])]
    return told


def to_followers(petition: Petition, case: Case) -> list[To]:
    """Who follows a low grade up: whoever passed it on, but not where they answered, and the supervisor."""
    told = to_receivers(petition, case) if petition.received_by_id != case.lead_unit_id else []
    return [*told, holders(area=petition.village, roles=[Role.SUPERVISOR])]


def _without(case: Case, told: list[To]) -> list[To]:
    return [one for one in told if one.unit_id is None or one.unit_id != case.about_unit_id]


def say(topic: str, petition: Petition, case: Case, to: list[To], **parameters: str) -> None:
    """Tell, in the transaction of what happened."""
    if to:
        tell(f"petition.{topic}", to=to, subject_kind=SUBJECT, subject_id=petition.id,
             parameters={"number": number_text(case.number, case.opened_at), **parameters})  # fmt: skip
