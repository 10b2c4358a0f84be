from datetime import datetime, timedelta

from linli.cases.domain.deed import NOTHING_SENT, Sent, deed
from linli.cases.enums import TextPart, Verb
from linli.cases.errors import UrgedLately
from linli.cases.models import Case, CaseEvent
from linli.people.reader import Reader

URGE_EVERY = timedelta(hours=24)


def report_progress(
    case: Case, *, by: Reader, note: str, at: datetime | None = None, sent: Sent = NOTHING_SENT
) -> Case:
    """Say how far it is; the first report also says that the unit has taken it in hand."""
    with deed(case, Verb.REPORT_PROGRESS, by=by, at=at, note=note, sent=sent):
        pass
    return case


def return_for_materials(
    case: Case, *, by: Reader, note: str, at: datetime | None = None, sent: Sent = NOTHING_SENT
) -> Case:
    """Ask the reporter for what is missing, once and all of it; the clock rests until it is there."""
    with deed(case, Verb.RETURN_FOR_MATERIALS, by=by, at=at, note=note, sent=sent, part=TextPart.REPLY) as this:
        this.facts["back_to"] = this.from_state
    return case


def supplement_case(
    case: Case, *, by: Reader, note: str, at: datetime | None = None, sent: Sent = NOTHING_SENT
) -> Case:
    """Add what was missing, or anything else; a waiting case goes back to where it was."""
    with deed(case, Verb.SUPPLEMENT, by=by, at=at, note=note, sent=sent, part=TextPart.WORDS) as this:
        if this.step.to:
            asked = CaseEvent.objects.filter(case=this.case, verb=Verb.RETURN_FOR_MATERIALS).order_by("-seq").first()
            this.move(asked.facts.get("back_to", this.step.to) if asked else this.step.to)
    return case


def urge_case(case: Case, *, by: Reader, note: str = "", at: datetime | None = None, sent: Sent = NOTHING_SENT) -> Case:
    """The reporter asks for haste (催一催), at most once a day."""
    with deed(case, Verb.URGE, by=by, at=at, note=note, sent=sent) as this:
        last = CaseEvent.objects.filter(case=this.case, verb=Verb.URGE).order_by("-seq").first()
        if last and this.at - last.at < URGE_EVERY:
            raise UrgedLately
    return case
