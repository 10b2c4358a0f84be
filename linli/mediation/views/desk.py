"""Mediation at the desk: numbers in lists; a matter opens for its mediator, and by a logged look for head and auditor."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.areas.villages import village_of
from linli.bookings.models import Resource
from linli.bookings.queries.slots import slots_from
from linli.cases.queries.procedure import spec_of
from linli.common.errors import Refusal
from linli.common.ids import uuid7
from linli.documents.domain.receiving import receive_file
from linli.documents.enums import Purpose
from linli.mediation.domain.agreement import draw_agreement, sign_agreement, talk_again
from linli.mediation.domain.application import answer_invitation, apply_for_mediation, leave, refer_on, take_on
from linli.mediation.domain.guest import ask_guest
from linli.mediation.domain.look import open_by_look, see_phones
from linli.mediation.domain.mediator import name_mediator, step_aside
from linli.mediation.domain.session import (
    cancel_session,
    end_without_agreement,
    find_session,
    plan_session,
    record_session,
    rooms_for,
)
from linli.mediation.domain.visit import record_visit
from linli.mediation.enums import AgreementForm, Answer, GuestAs, Kept, LookReason, SessionResult, SideOf
from linli.mediation.errors import LookNeeded
from linli.mediation.forms.application import CounterForm
from linli.mediation.forms.deeds import (
    AgreementWordsForm,
    GuestForm,
    LookForm,
    MediatorForm,
    ReferralForm,
    ResultForm,
    SignatureForm,
    SlotForm,
    VisitForm,
)
from linli.mediation.forms.fields import RefusingForm, grounds
from linli.mediation.models import Agreement, ReturnVisit, Session
from linli.mediation.queries.figures import figures
from linli.mediation.queries.mediations import Opened, desk_list, history, joining, printed
from linli.mediation.queries.papers import signed_papers
from linli.mediation.rules import AT_THE_DESK, MAY_COUNT, MAY_LOOK, MAY_MEDIATE, MAY_TYPE, covers
from linli.mediation.views.answer import at_desk, opened_or_404, seq_of
from linli.people.doors import ReadRequest, staff_only
from linli.people.enums import Role
from linli.people.phones import mask_phone

DAYS = 7


@require_safe
@staff_only(*AT_THE_DESK)
def show_desk(request: ReadRequest) -> HttpResponse:
    """Mine, what has a session ahead, return visits that are due; for head and auditor also what they may look at."""
    roles, view = request.reader.roles, request.GET.get("view", "")
    offered = []
    if roles & MAY_MEDIATE:
        offered += [
            ("mine", pgettext("mediation", "Mine")),
            ("ahead", _("Sessions ahead")),
            ("visits", _("Return visits due")),
        ]
    if roles & MAY_LOOK:
        offered += [("new", _("To accept or assign a mediator")), ("all", _("All, newest first"))]
    if view not in dict(offered):
        view = "new" if Role.MEDIATION_HEAD in roles else offered[0][0]
    chips = [{"title": title, "url": f"?view={code}", "active": code == view} for code, title in offered]
    context = {"rows": desk_list(view, request.reader), "chips": chips, "may_type": bool(roles & MAY_TYPE),
               "may_count": bool(roles & MAY_COUNT)}  # fmt: skip
    return at_desk(request, "mediation/desk.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*MAY_TYPE)
def type_application(request: ReadRequest) -> HttpResponse:
    """Write down an application at the counter. The visit's ticket does not hang on it: that would say who came for what."""
    if request.method != "POST":
        village = village_of(post.area for post in request.reader.with_role(*MAY_TYPE))
        return _typing(request, CounterForm(initial={"key": uuid4().hex, "village": village}))
    form = CounterForm(request.POST)
    if form.referred:
        return _typing(request, form, ground=form.referred)
    if form.is_valid():
        try:
            mediation = apply_for_mediation(form.application(), by=request.reader)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return at_desk(request, "mediation/typed.html", {"number": printed(mediation)})
    return _typing(request, form, status=422)


def _typing(
    request: ReadRequest, form: CounterForm, *, ground: tuple[str, str] | None = None, status: int = 200
) -> HttpResponse:
    """The form; whoever only types has no list to go back to."""
    context = {"form": form, "ground": ground, "may_list": bool(request.reader.roles & AT_THE_DESK)}
    return at_desk(request, "mediation/type.html", context, status=status)


@require_safe
@staff_only(*MAY_COUNT)
def show_figures(request: ReadRequest) -> HttpResponse:
    """Counts of this year by town, none so small that it points to somebody."""
    start = localtime().replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
    titles = (_("Town or subdistrict"), _("Applied for"), _("Settled"))
    columns = [{"title": title, "numeric": number > 0} for number, title in enumerate(titles)]
    found = figures(request.reader, start, start.replace(year=start.year + 1))
    return at_desk(request, "mediation/figures.html", {"found": found, "year": start.year, "columns": columns})


@require_safe
@staff_only(*AT_THE_DESK)
def show_matter(request: ReadRequest, number: str) -> HttpResponse:
    """One mediation: for its mediator at once; for head and auditor the number, and why they would open it."""
    return _show(request, desk_or_404(request, number))


def desk_or_404(request: ReadRequest, number: str) -> Opened:
    """Whoever is a side has the residents' page, and no other."""
    found = opened_or_404(request, number)
    if found.side is not None:
        raise Http404
    return found


def _show(
    request: ReadRequest, found: Opened, *, forms: dict[str, RefusingForm] | None = None, fault: str = "",
    status: int = 200, phones: list[str] | None = None,
) -> HttpResponse:  # fmt: skip
    mediation, case = found.mediation, found.case
    state = spec_of(case.procedure_id).state(case.state)
    is_head = covers(request.reader, mediation, Role.MEDIATION_HEAD)
    context: dict[str, Any] = {
        "found": found, "case": case, "state": state, "fault": fault, "look_form": _look_form(found, request), "is_head": is_head,
        "steps": _steps(found, is_head=is_head),
    }  # fmt: skip
    if found.may_read:
        context |= _content(request, found, phones) | {
            f"{name}_form": (forms or {}).get(name) or form for name, form in _forms(found).items()
        }
    return at_desk(request, "mediation/desk_matter.html", context, status=status)


def _steps(found: Opened, *, is_head: bool) -> set[str]:
    """What this reader can do now: words of the page, drawn from the procedure."""
    held = {"mediator"} if found.is_mediator else set()
    held |= {str(Role.MEDIATION_HEAD)} if is_head else set()
    steps = spec_of(found.case.procedure_id).choices(found.case.state)
    return {str(step.verb) for step in steps if step.who & held}


def _content(request: ReadRequest, found: Opened, phones: list[str] | None) -> dict[str, Any]:
    mediation = found.mediation
    shown = phones or [mask_phone(side.phone) for side in found.everyone]
    sessions = Session.objects.filter(mediation=mediation).select_related("booking__resource__place")
    return {
        "mediation": mediation, "sides": list(zip(found.everyone, shown, strict=True)), "phones": phones,
        "events": history(found.case), "guests": joining(found),
        "sessions": sessions.order_by("starts_at"), "agreement": Agreement.objects.filter(mediation=mediation).first(),
        "visits": ReturnVisit.objects.filter(mediation=mediation).order_by("due_on"), "today": localdate(),
        "referred": grounds().get(mediation.ground), "papers": signed_papers(mediation, request.reader, request),
        **_rooms(request, found),
    }  # fmt: skip


def _rooms(request: ReadRequest, found: Opened) -> dict[str, Any]:
    """The rooms that can be had, and the times of the one that was chosen."""
    if not found.is_mediator or found.case.state not in ("mediating", "drawn"):
        return {}
    rooms = rooms_for(found.mediation.village)
    chosen = next((room for room in rooms if str(room.id) == request.GET.get("room", request.POST.get("room"))), None)
    chips = [
        {"title": f"{room.place.name} · {room.name}", "url": f"?room={room.id}#session", "active": room == chosen}
        for room in rooms
    ]
    if chosen is None:
        return {"rooms": chips}
    days = [
        (f"{date_format(day.on, 'MONTH_DAY_FORMAT')} {date_format(day.on, 'l')}",
         [(slot.starts_at.isoformat(), f"{localtime(slot.starts_at):%H:%M}", slot.left) for slot in day.slots])
        for day in slots_from(chosen, localdate() + timedelta(days=1), DAYS)
    ]  # fmt: skip
    return {"rooms": chips, "room": chosen, "days": days, "key": uuid4().hex}


def _forms(found: Opened) -> dict[str, RefusingForm]:
    drawn = Agreement.objects.filter(mediation=found.mediation).first()
    words = {"form": drawn.form, "facts": drawn.facts, "terms": drawn.terms} if drawn else {"form": "written"}
    return {
        "mediator": MediatorForm(village=found.mediation.village, auto_id="mediator_%s"),
        "guest": GuestForm(auto_id="guest_%s"), "result": ResultForm(auto_id="result_%s"),
        "agreement": AgreementWordsForm(initial=words, auto_id="agreement_%s"),
        "signature": SignatureForm(sides=found.sides, initial={"version": drawn.version if drawn else 0}, auto_id="signature_%s"),
        "referral": ReferralForm(auto_id="referral_%s"), "visit": VisitForm(auto_id="visit_%s"),
    }  # fmt: skip


@sensitive_post_parameters()
@require_POST
@staff_only(*AT_THE_DESK)
def make_deed(request: ReadRequest, number: str, deed: str) -> HttpResponse:
    """What mediator and head do. All but looking needs that the matter is open before them."""
    found = desk_or_404(request, number)
    if deed not in DEEDS:
        raise Http404
    make, name = DEEDS[deed]
    form = make(found, request) if make else None
    if form is not None and not form.is_valid():
        return _show(request, found, forms={name: form}, fault="" if found.may_read else _("Choose why."), status=422)
    try:
        if deed != "look" and not found.may_read and not (deed == "stepping-aside" and found.is_proposed):
            raise LookNeeded
        phones = DOING[deed](request, found, form.cleaned_data if form else {})
    except Refusal as refusal:
        if form is not None:
            form.refuse(refusal)
        again = opened_or_404(request, number)
        return _show(request, again, forms={name: form} if form else None, fault=str(refusal), status=refusal.status)
    if phones:
        return _show(request, found, phones=phones)
    messages.success(request, _("Noted."))
    # Whoever has stepped aside knows nothing of it any more.
    return redirect("mediation:desk") if deed == "stepping-aside" else redirect("mediation:desk-matter", number=number)


Said = dict[str, Any]
Do = Callable[[ReadRequest, Opened, Said], list[str] | None]
MakeForm = Callable[[Opened, ReadRequest], RefusingForm]


def _plain(form: type[RefusingForm], name: str) -> MakeForm:
    return lambda _found, request: form(request.POST, request.FILES, auto_id=f"{name}_%s")


def _look_form(found: Opened, request: ReadRequest) -> RefusingForm:
    is_head, is_auditor = (
        covers(request.reader, found.mediation, role) for role in (Role.MEDIATION_HEAD, Role.AUDITOR)
    )
    data = request.POST if request.method == "POST" else None
    return LookForm(data, is_head=is_head, is_auditor=is_auditor, auto_id="look_%s")


def _mediator_form(found: Opened, request: ReadRequest) -> RefusingForm:
    return MediatorForm(request.POST, village=found.mediation.village, auto_id="mediator_%s")


def _signature_form(found: Opened, request: ReadRequest) -> RefusingForm:
    return SignatureForm(request.POST, request.FILES, sides=found.sides, auto_id="signature_%s")


def _of_matter(request: ReadRequest, found: Opened) -> Session:
    session = find_session(found.mediation, _uuid(request, "session"))
    if session is None:
        raise Http404
    return session


def _uuid(request: ReadRequest, name: str) -> UUID:
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        raise Http404 from None


def _whose(request: ReadRequest) -> SideOf:
    whose = request.POST.get("whose", SideOf.SECOND)
    if whose not in SideOf.values:
        raise Http404
    return SideOf(whose)


def _look(request: ReadRequest, found: Opened, said: Said) -> None:
    open_by_look(found.mediation, LookReason(said["reason"]), by=request.reader)


def _phones(request: ReadRequest, found: Opened, _said: Said) -> list[str]:
    return see_phones(found.mediation, by=request.reader)


def _take_on(request: ReadRequest, found: Opened, _said: Said) -> None:
    take_on(found.mediation, by=request.reader, seq=seq_of(request))


def _answer(request: ReadRequest, found: Opened, _said: Said) -> None:
    answer = Answer.AGREED if request.POST.get("answer") == "yes" else Answer.REFUSED
    answer_invitation(found.mediation, answer, by=request.reader, whose=_whose(request), seq=seq_of(request))


def _name(request: ReadRequest, found: Opened, said: Said) -> None:
    name_mediator(found.mediation, said["mediator"], by=request.reader, seq=seq_of(request))


def _aside(request: ReadRequest, found: Opened, _said: Said) -> None:
    step_aside(found.mediation, by=request.reader, seq=seq_of(request))


def _guest(request: ReadRequest, found: Opened, said: Said) -> None:
    ask_guest(found.mediation, said["name"], GuestAs(said["comes_as"]), by=request.reader, seq=seq_of(request))


def _plan(request: ReadRequest, found: Opened, said: Said) -> None:
    resource = Resource.objects.select_related("place").filter(id=_uuid(request, "room"), closed_at=None).first()
    if resource is None:
        raise Http404
    starts_at: datetime = said["slot"]
    plan_session(found.mediation, resource, starts_at, by=request.reader, key=said["key"], seq=seq_of(request))


def _record(request: ReadRequest, found: Opened, said: Said) -> None:
    session = _of_matter(request, found)
    record_session(session, SessionResult(said["result"]), by=request.reader, note=said["note"], seq=seq_of(request))


def _cancel(request: ReadRequest, found: Opened, _said: Said) -> None:
    cancel_session(_of_matter(request, found), by=request.reader, seq=seq_of(request))


def _draw(request: ReadRequest, found: Opened, said: Said) -> None:
    draw_agreement(found.mediation, AgreementForm(said["form"]), facts=said["facts"], terms=said["terms"],
                   by=request.reader, seq=seq_of(request))  # fmt: skip


def _again(request: ReadRequest, found: Opened, _said: Said) -> None:
    talk_again(found.mediation, by=request.reader, seq=seq_of(request))


def _sign(request: ReadRequest, found: Opened, said: Said) -> None:
    basket = None
    if said["paper"]:
        basket = uuid7()
        receive_file(said["paper"], basket=basket, by=request.reader, purpose=Purpose.AFTER)
    sign_agreement(found.mediation, said["version"], by=request.reader, whose=frozenset(said["whose"]), basket=basket,
                   seq=seq_of(request))  # fmt: skip


def _unsettled(request: ReadRequest, found: Opened, _said: Said) -> None:
    end_without_agreement(found.mediation, by=request.reader, seq=seq_of(request))


def _refer(request: ReadRequest, found: Opened, said: Said) -> None:
    refer_on(found.mediation, said["ground"], by=request.reader, seq=seq_of(request))


def _leave(request: ReadRequest, found: Opened, _said: Said) -> None:
    leave(found.mediation, by=request.reader, whose=_whose(request), seq=seq_of(request))


def _visit(request: ReadRequest, found: Opened, said: Said) -> None:
    visit = ReturnVisit.objects.filter(id=_uuid(request, "visit"), mediation=found.mediation).first()
    if visit is None:
        raise Http404
    record_visit(visit, Kept(said["result"]), by=request.reader, note=said["note"])


DEEDS: dict[str, tuple[MakeForm | None, str]] = {
    "look": (_look_form, "look"), "phones": (None, ""), "taking-on": (None, ""), "answer": (None, ""),
    "mediator": (_mediator_form, "mediator"), "stepping-aside": (None, ""), "guest": (_plain(GuestForm, "guest"), "guest"),
    "session": (_plain(SlotForm, "slot"), "slot"), "session-result": (_plain(ResultForm, "result"), "result"),
    "session-cancellation": (None, ""), "agreement": (_plain(AgreementWordsForm, "agreement"), "agreement"),
    "talking": (None, ""), "signature": (_signature_form, "signature"), "ending": (None, ""),
    "referral": (_plain(ReferralForm, "referral"), "referral"), "leaving": (None, ""),
    "visit": (_plain(VisitForm, "visit"), "visit"),
}  # fmt: skip
DOING: dict[str, Do] = {
    "look": _look, "phones": _phones, "taking-on": _take_on, "answer": _answer, "mediator": _name,
    "stepping-aside": _aside, "guest": _guest, "session": _plan, "session-result": _record,
    "session-cancellation": _cancel, "agreement": _draw, "talking": _again, "signature": _sign, "ending": _unsettled,
    "referral": _refer, "leaving": _leave, "visit": _visit,
}  # fmt: skip
