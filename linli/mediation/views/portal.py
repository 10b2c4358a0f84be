"""Mediation for those who have the dispute: what it is, applying, and the page of each side."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.cases.queries.procedure import spec_of
from linli.common.errors import Refusal
from linli.mediation.domain.agreement import CONFIRMED_WITHIN, sign_agreement, talk_again
from linli.mediation.domain.application import answer_invitation, apply_for_mediation, leave
from linli.mediation.domain.guest import answer_guest, ask_guest
from linli.mediation.domain.mediator import accept_mediator, name_mediator, step_aside
from linli.mediation.domain.session import cancel_session, find_session
from linli.mediation.enums import Answer, GuestAs
from linli.mediation.forms.application import ApplicationForm
from linli.mediation.forms.deeds import GuestForm, MediatorForm
from linli.mediation.forms.fields import grounds
from linli.mediation.models import Agreement, ReturnVisit, Session, Side
from linli.mediation.papers import SHAPES, paper_of
from linli.mediation.queries.mediations import Opened, history, joining, my_mediations, printed
from linli.mediation.queries.papers import signed_papers
from linli.mediation.rules import MAY_TYPE, applied
from linli.mediation.views.answer import for_residents, opened_or_404, private, seq_of
from linli.people.doors import ReadRequest, open_to_all, signed_in


@require_safe
@open_to_all
def show_mediation(request: ReadRequest) -> HttpResponse:
    """What mediation is and is not, and my own by their numbers."""
    rows = [] if request.reader.is_anonymous else my_mediations(request.reader)
    return for_residents(request, "mediation/about.html", {"rows": rows, "grounds": grounds().values()})


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def make_application(request: ReadRequest) -> HttpResponse:
    """Apply; where it cannot be mediated, say at once where to go, and keep nothing."""
    account = request.reader.account
    if account is None or account.is_staff:
        return for_residents(request, "mediation/not_here.html", {"may_type": bool(request.reader.roles & MAY_TYPE)})
    if request.method != "POST":
        form = ApplicationForm(account=account, initial={"key": uuid4().hex})
        return for_residents(request, "mediation/apply.html", {"form": form})
    form = ApplicationForm(request.POST, account=account)
    if form.referred:
        return for_residents(request, "mediation/referral.html", {"ground": form.referred})
    if form.is_valid():
        try:
            mediation = apply_for_mediation(form.application(), by=request.reader)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Applied. The committee looks at it first."))
            return redirect("mediation:matter", number=printed(mediation))
    return for_residents(request, "mediation/apply.html", {"form": form}, status=422)


def own_or_404(request: ReadRequest, number: str) -> tuple[Opened, Any]:
    found = opened_or_404(request, number)
    if found.side is None:
        raise Http404
    return found, found.side


@require_safe
@signed_in
def show_matter(request: ReadRequest, number: str) -> HttpResponse:
    """The page of one side: each sees its own words, and of the other the name."""
    found, _side = own_or_404(request, number)
    return _show(request, found)


def _show(request: ReadRequest, found: Opened, *, fault: str = "", status: int = 200) -> HttpResponse:
    mediation, case, side = found.mediation, found.case, found.side
    assert side is not None
    if side.left_at is not None:
        return _show_left(request, found, side, status=status)
    state = spec_of(case.procedure_id).state(case.state)
    sessions = Session.objects.filter(mediation=mediation).select_related("booking__resource__place")
    drawn = Agreement.objects.filter(mediation=mediation).first()
    context = {
        "found": found, "mediation": mediation, "case": case, "side": side, "others": found.others, "state": state,
        "has_applied": applied(side), "first": found.everyone[0], "fault": fault, "events": history(case),
        "guests": joining(found), "is_asked": case.state == "invited" and side.answer == Answer.ASKED, "sessions": sessions.order_by("starts_at"),
        "is_choosing": case.state == "choosing", "is_talking": case.state in ("mediating", "drawn"),
        "agreement": drawn if drawn and case.state in ("drawn", "settled") else None,
        "has_signed": drawn is not None and side.signed_at is not None,
        "confirm_until": mediation.over_at + CONFIRMED_WITHIN if mediation.is_settled and mediation.over_at else None,
        "visits": ReturnVisit.objects.filter(mediation=mediation).order_by("due_on"),
        # News of why could put somebody in danger: only who applied reads where it was referred to.
        "referred": grounds().get(mediation.ground) if applied(side) else None,
        "mediator_form": MediatorForm(village=mediation.village), "guest_form": GuestForm(),
        "papers": signed_papers(mediation, request.reader, request),
    }  # fmt: skip
    return for_residents(request, "mediation/matter.html", context, status=status)


def _show_left(request: ReadRequest, found: Opened, side: Side, *, status: int) -> HttpResponse:
    """Who has left keeps what is their own, and learns nothing of how the others go on."""
    context = {"found": found, "mediation": found.mediation, "side": side, "has_applied": applied(side)}
    return for_residents(request, "mediation/left.html", context, status=status)


@sensitive_post_parameters()
@require_POST
@signed_in
def make_deed(request: ReadRequest, number: str, deed: str) -> HttpResponse:
    """What a side does: answer, choose, agree, sign, call off, leave."""
    found, _side = own_or_404(request, number)
    if deed not in DEEDS:
        raise Http404
    try:
        said = DEEDS[deed](request, found)
    except Refusal as refusal:
        return _show(request, opened_or_404(request, number), fault=str(refusal), status=refusal.status)
    messages.success(request, said)
    return redirect("mediation:about") if deed == "not-me" else redirect("mediation:matter", number=number)


def _uuid(request: ReadRequest, name: str) -> UUID:
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        raise Http404 from None


def _answer(answer: Answer, said: Promise | str) -> Callable[[ReadRequest, Opened], str]:
    def do(request: ReadRequest, found: Opened) -> str:
        answer_invitation(found.mediation, answer, by=request.reader, seq=seq_of(request))
        return str(said)

    return do


def _choose(request: ReadRequest, found: Opened) -> str:
    name_mediator(found.mediation, _uuid(request, "mediator"), by=request.reader, seq=seq_of(request))
    return _("The other side is asked whether it accepts this mediator.")


def _accept(request: ReadRequest, found: Opened) -> str:
    accept_mediator(found.mediation, _uuid(request, "mediator"), by=request.reader, seq=seq_of(request))
    return _("You have accepted the mediator.")


def _another(request: ReadRequest, found: Opened) -> str:
    step_aside(found.mediation, by=request.reader, seq=seq_of(request))
    return _("All sides choose anew.")


def _guest(request: ReadRequest, found: Opened) -> str:
    comes_as = request.POST.get("comes_as", "")
    if comes_as not in GuestAs.values:
        raise Http404
    ask_guest(found.mediation, request.POST.get("name", ""), GuestAs(comes_as), by=request.reader, seq=seq_of(request))
    return _("The other side is asked whether it agrees.")


def _guest_answer(request: ReadRequest, found: Opened) -> str:
    agrees = request.POST.get("agrees") == "yes"
    answer_guest(found.mediation, _uuid(request, "guest"), agrees, by=request.reader, seq=seq_of(request))
    return _("Noted.")


def _cancel(request: ReadRequest, found: Opened) -> str:
    session = find_session(found.mediation, _uuid(request, "session"))
    if session is None:
        raise Http404
    cancel_session(session, by=request.reader, seq=seq_of(request))
    return _("Called off; all are told.")


def _sign(request: ReadRequest, found: Opened) -> str:
    text = request.POST.get("version", "")
    version = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
    sign_agreement(found.mediation, version, by=request.reader, seq=seq_of(request))
    return _("You have signed.")


def _again(request: ReadRequest, found: Opened) -> str:
    talk_again(found.mediation, by=request.reader, seq=seq_of(request))
    return _("Back to talking; nobody has to sign.")


def _leave(request: ReadRequest, found: Opened) -> str:
    leave(found.mediation, by=request.reader, seq=seq_of(request))
    return _("You have left. For you it is over, and nobody asks why.")


DEEDS: dict[str, Callable[[ReadRequest, Opened], str]] = {
    "agreeing": _answer(Answer.AGREED, gettext_lazy("You have agreed to try mediation.")),
    "declining": _answer(Answer.REFUSED, gettext_lazy("You have not agreed; nothing follows from it.")),
    "not-me": _answer(
        Answer.SOMEBODY_ELSE, gettext_lazy("Thank you. You will not be asked again, and nothing of it is shown to you.")
    ),
    "mediator": _choose, "acceptance": _accept, "another": _another, "guest": _guest, "guest-answer": _guest_answer,
    "session-cancellation": _cancel, "signature": _sign, "talking": _again, "leaving": _leave,
}  # fmt: skip


@require_safe
@signed_in
def give_paper(request: ReadRequest, number: str, shape: str) -> HttpResponse:
    """The agreement as a file, for all sides, the mediator, and whoever has said why they look."""
    found = opened_or_404(request, number)
    has_left = found.side is not None and found.side.left_at is not None
    if not found.may_read or has_left or shape not in SHAPES:
        raise Http404
    content = paper_of(found, shape)
    if not content:
        raise Http404
    response = HttpResponse(content, content_type=SHAPES[shape])
    # By its number only: a name of a file stands in lists of downloads.
    response["Content-Disposition"] = f'attachment; filename="mediation-{found.number}.{shape}"'
    return private(response)
