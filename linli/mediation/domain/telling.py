"""Who is told what. A notice names the number and nothing of the matter, for it may be read over a shoulder."""

from collections.abc import Iterable

from linli.cases.models import Case
from linli.cases.queries.listing import number_text
from linli.mediation.models import Mediation, Side
from linli.mediation.rules import SUBJECT
from linli.notices.domain.tell import tell
from linli.notices.recipients import To, account, holders, phone
from linli.people.enums import Role


def to_side(side: Side) -> list[To]:
    """By the account, else by a message to the telephone that was given."""
    if side.account_id:
        return [account(side.account_id)]
    return [phone(side.phone)] if side.phone else []


def to_head(mediation: Mediation) -> list[To]:
    return [holders(area=mediation.village, roles=[Role.MEDIATION_HEAD])]


def to_mediator(mediation: Mediation) -> list[To]:
    return [account(mediation.mediator_id)] if mediation.mediator_id else []


def to_sides(sides: Iterable[Side]) -> list[To]:
    return [one for side in sides for one in to_side(side)]


def say(topic: str, mediation: Mediation, case: Case, to: list[To], **parameters: str) -> None:
    """Tell, in the transaction of what happened."""
    if to:
        tell(f"mediation.{topic}", to=to, subject_kind=SUBJECT, subject_id=mediation.id,
             parameters={"number": number_text(case.number, case.opened_at), **parameters})  # fmt: skip
