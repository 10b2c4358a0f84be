from datetime import datetime

from django.db import transaction

from linli.cases.domain.assignment import file_case, give_to
from linli.cases.domain.deed import NOTHING_SENT, Sent, deed
from linli.cases.enums import Outcome, TextPart, Verb
from linli.cases.errors import GroundNeeded
from linli.cases.models import Case
from linli.cases.queries.procedure import spec_of
from linli.cases.queries.routing import route
from linli.people.reader import Reader, system


def accept_case(
    case: Case, *, by: Reader, note: str = "", at: datetime | None = None, sent: Sent = NOTHING_SENT
) -> Case:
    """Take a matter on (立案, 受理). Where the procedure says so, the routing rules name the lead unit in the same breath."""
    with transaction.atomic():  # whoever dies in between leaves neither: a matter taken on has its unit or its reason
        with deed(case, Verb.ACCEPT, by=by, at=at, note=note, sent=sent) as this:
            file_case(this)
        if spec_of(case.procedure_id).assigns_on == Verb.ACCEPT:
            _assign_by_rule(case, at=at)
    return case


def _assign_by_rule(case: Case, *, at: datetime | None) -> None:
    found = route(case.kind_id, case.area, about=case.about_unit_id)
    if found.unit_id is None:
        with deed(case, Verb.ASSIGN, by=system("routing"), at=at) as this:
            # Nobody is named: the matter stands in the list "to be routed", with the reason, and not with the finder.
            this.stays = True
            give_to(this, None, found)
        return
    with deed(case, Verb.ASSIGN, by=system("routing"), at=at) as this:
        give_to(this, found.unit_id, found)


def refuse_case(
    case: Case, *, by: Reader, note: str, ground: str = "", at: datetime | None = None, sent: Sent = NOTHING_SENT
) -> Case:
    """Do not take a matter on, with the reason and where to go instead.

    Where the procedure lists its grounds, only one of them is a reason; the timeline says where to go instead.
    """
    with deed(case, Verb.REFUSE, by=by, at=at, note=note, sent=sent, part=TextPart.REPLY) as this:
        if "ground" in this.step.needs:
            listed = this.spec.ground(ground)
            if listed is None:
                raise GroundNeeded
            words = {"zh": f"{listed.title.zh}：{listed.instead.zh}", "en": f"{listed.title.en}: {listed.instead.en}"}
            this.facts |= {"ground": ground, "ground_words": words}
        this.move(this.step.to)
        this.end(Outcome.NOT_ACCEPTED)
    return case
