"""The page of one petition at the desk: what this reader sees of it, and the forms of what they can do now."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpResponse
from django.utils.timezone import now

from linli.areas.queries.map import area_name
from linli.cases.models import ExtensionRequest, Objection
from linli.cases.queries.procedure import spec_of
from linli.people.doors import ReadRequest
from linli.people.identity import mask_name
from linli.people.phones import mask_phone
from linli.people.queries.unit import unit_name
from linli.petitions.domain.review import review_fault, review_until
from linli.petitions.domain.urging import running, supervision_fault
from linli.petitions.enums import Part, Pressure, Round
from linli.petitions.forms.deeds import (
    AnswerForm,
    DecisionForm,
    DeclineForm,
    DeliveryForm,
    MoreTimeForm,
    ObjectionForm,
    ReviewForm,
    RouteForm,
    TimeDecisionForm,
)
from linli.petitions.forms.fields import RefusingForm
from linli.petitions.forms.pressing import (
    HearingForm,
    HearingRecordForm,
    HearingWordsForm,
    ReportForm,
    SupervisionForm,
    SupervisionReportForm,
    UrgingForm,
)
from linli.petitions.higher import higher_words
from linli.petitions.models import Hearing, Note, Petition, Petitioner
from linli.petitions.queries.history import clocks, history
from linli.petitions.queries.listing import earlier, printed
from linli.petitions.queries.opened import Opened
from linli.petitions.queries.urgings import urgings_of
from linli.petitions.queries.visible import at_desk as visible_at_desk
from linli.petitions.rules import MAY_TYPE, supervises
from linli.petitions.views.answer import at_desk, files_of, fresh_key, papers


def form_for(deed: str, found: Opened, request: ReadRequest | None = None) -> RefusingForm | None:
    """The form of a deed, filled from what was sent, or fresh; None where it asks nothing."""
    data = request.POST if request is not None else None
    auto_id = f"{deed}_%s"
    if deed == "routing":
        return RouteForm(data, petition=found.petition, auto_id=auto_id)
    if deed == "refusal":
        return DeclineForm(data, case=found.case, auto_id=auto_id)
    if deed == "decision":
        return DecisionForm(data, petition=found.petition, auto_id=auto_id)
    if deed == "answer":
        return AnswerForm(data, petition=found.petition, auto_id=auto_id)
    if deed in ("urging", "supervision"):
        made = UrgingForm if deed == "urging" else SupervisionForm
        return made(data, petition=found.petition, auto_id=auto_id)
    if deed == "review":
        initial = {} if data is not None else {"key": fresh_key()}
        return ReviewForm(data, auto_id=auto_id, initial=initial)
    plain: dict[str, type[RefusingForm]] = {
        "objection": ObjectionForm, "more-time": MoreTimeForm, "time-decision": TimeDecisionForm, "delivery": DeliveryForm,
        "urging-report": ReportForm, "supervision-report": SupervisionReportForm, "hearing": HearingForm,
        "hearing-record": HearingRecordForm, "hearing-off": HearingWordsForm,
    }  # fmt: skip
    return plain[deed](data, auto_id=auto_id) if deed in plain else None


# Deed → the verb of the procedure that it is; those that are none stand in `_more`.
VERBS = {
    "routing": "assign", "acceptance": "accept", "answer": "close", "decision": "decide_objection",
    "time-decision": "extend_limit", "refusal": "refuse", "objection": "object", "more-time": "ask_extension",
    "urging": "urge", "supervision": "urge", "urging-report": "report_progress", "supervision-report": "report_progress",
    "hearing": "pause_clock", "hearing-record": "resume_clock", "hearing-off": "resume_clock",
}  # fmt: skip


def possible(found: Opened, request: ReadRequest) -> list[str]:
    """What this reader can do now, in the order in which the page offers it."""
    steps = {
        str(step.verb) for step in spec_of(found.case.procedure_id).choices(found.case.state) if step.who & found.may
    }
    deeds = [deed for deed, verb in VERBS.items() if verb in steps]
    is_disputed = Objection.objects.filter(case=found.case, decided_at__isnull=True).exists()
    asked = ExtensionRequest.objects.filter(case=found.case).order_by("-asked_at").first()
    is_asked = asked is not None and asked.decided_at is None
    hidden = {"objection" if is_disputed else "decision"}
    hidden |= {"more-time"} if asked is not None and (is_asked or asked.is_granted) else set()
    hidden |= set() if is_asked else {"time-decision"}
    hidden |= _pressing_hidden(found, request) if steps & {"urge", "report_progress"} else set()
    hidden |= {"hearing"} if found.petition.round != Round.REEXAMINATION else set()
    offered = [deed for deed in deeds if deed not in hidden] + _more(found)
    return [*(deed for deed in offered if deed in OWED), *(deed for deed in offered if deed not in OWED)]


OWED = ("supervision-report", "urging-report")  # what a body owes an answer to stands first


def _pressing_hidden(found: Opened, request: ReadRequest) -> set[str]:
    """What of urging and supervising is not for now, or not for this reader."""
    owed = running(found.petition)
    is_mine = {row.pressure for row in owed.values() if row.unit_id == found.case.lead_unit_id}
    hidden = {"urging"} if owed else set()
    hidden |= {"urging-report"} if Pressure.URGE not in is_mine else set()
    hidden |= {"supervision-report"} if Pressure.SUPERVISE not in is_mine else set()
    if not supervises(request.reader, found.petition) or supervision_fault(found.petition, now()):
        hidden.add("supervision")
    return hidden


def _more(found: Opened) -> list[str]:
    petition, found_deeds = found.petition, []
    receives = found.may & set(map(str, MAY_TYPE))
    if petition.answered_at and petition.handed_on is None and (receives or "lead" in found.may):
        found_deeds.append("delivery")
    open_to_review = petition.answered_at is not None and review_fault(petition, now()) is None
    if receives and open_to_review and not Petition.objects.filter(before=petition).exists():
        found_deeds.append("review")
    return found_deeds


def show(
    request: ReadRequest, found: Opened, *, forms: dict[str, RefusingForm] | None = None, fault: str = "", status: int = 200,
    persons: list[Petitioner] | None = None,
) -> HttpResponse:  # fmt: skip
    petition, case = found.petition, found.case
    spec = spec_of(case.procedure_id)
    hearings = (
        list(Hearing.objects.filter(petition=petition).order_by("id")) if petition.round == Round.REEXAMINATION else []
    )
    deeds = [deed for deed in possible(found, request) if deed != "hearing-record" or not _is_ahead(hearings)]
    sent = forms or {}
    before, after = _beside(petition, request)
    context = {
        "found": found, "petition": petition, "case": case, "state": spec.state(case.state), "fault": fault,
        "deeds": [(deed, sent.get(deed) or form_for(deed, found), deed in sent) for deed in deeds],
        "clocks": clocks(case), "events": history(case), "place": area_name(petition.village),
        "body": unit_name(case.lead_unit_id), "received_by": unit_name(petition.received_by_id),
        "about": unit_name(case.about_unit_id), "higher": higher_words(case.lead_unit_id),
        "ground": spec.ground(petition.ground) if petition.ground else None, "until": review_until(petition),
        "people": persons or [_masked(one) for one in found.petitioners], "is_shown": persons is not None,
        "notes": _notes(found), "urgings": urgings_of(petition),
        "hearings": hearings,
        "files": files_of(petition, request) if found.sees_words else [],
        "papers": papers(petition, with_receipt=found.sees_words, with_urging=True),
        "earlier": earlier(petition, found.petitioners, request.reader) if found.may & set(map(str, MAY_TYPE)) else [],
        "after": after, "before": before,
    }  # fmt: skip
    return at_desk(request, "petitions/desk_matter.html", context, status=status)


def _is_ahead(hearings: list[Hearing]) -> bool:
    """Whether the hearing that is announced has still to take place: before, there is nothing to keep a record of."""
    return any(
        one.takes_place_at and one.takes_place_at > now() and not one.held_at and not one.called_off_at
        for one in hearings
    )  # fmt: skip


@dataclass(frozen=True)
class Beside:
    """A petition that this one is about, or that is about this one."""

    number: str
    may_open: bool


def _beside(petition: Petition, request: ReadRequest) -> tuple[Beside | None, Beside | None]:
    """The petition before it and the one after it. One statement."""
    opens = Exists(visible_at_desk(request.reader).filter(pk=OuterRef("pk")))
    rows = (
        Petition.objects.filter(Q(before=petition) | Q(pk=petition.before_id))
        .select_related("case")
        .annotate(may_open=opens)
    )
    found = {row.pk == petition.before_id: Beside(printed(row), row.may_open) for row in rows}
    return found.get(True), found.get(False)


def _notes(found: Opened) -> QuerySet[Note]:
    """What offices wrote; what came with the grade is not for the body that answered, in whatever other post."""
    notes = Note.objects.filter(petition=found.petition).select_related("unit").order_by("at")
    return notes.exclude(part=Part.RATED) if found.may & {"lead", "leader"} else notes


def _masked(one: Petitioner) -> Petitioner:
    """As it is read before anybody has said, on record, that they look."""
    return Petitioner(
        name=mask_name(one.name), phone=mask_phone(one.phone) if one.phone else "", address="***" if one.address else ""
    )
