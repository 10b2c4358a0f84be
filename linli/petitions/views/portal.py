"""Letters and visits for those who have them: what happens, writing one, its page with state and papers, asking for a review."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.areas.queries.map import area_name
from linli.cases.queries.procedure import newest_procedure, spec_of
from linli.common.errors import Refusal
from linli.people.doors import ReadRequest, open_to_all, signed_in
from linli.people.queries.unit import unit_name
from linli.petitions.domain.handling import withdraw_petition
from linli.petitions.domain.registration import take_down
from linli.petitions.domain.review import ask_review, note_delivery, review_fault, review_until
from linli.petitions.enums import Handed, Part
from linli.petitions.forms.deeds import ReviewForm
from linli.petitions.forms.registration import PetitionForm
from linli.petitions.higher import higher_name
from linli.petitions.models import Note, Petition
from linli.petitions.queries.history import clocks, history
from linli.petitions.queries.listing import my_petitions, printed
from linli.petitions.queries.opened import Opened
from linli.petitions.views.answer import (
    basket_with,
    files_of,
    for_residents,
    fresh_key,
    opened_or_404,
    papers,
    seq_of,
)

TOLD = (Part.DECLINED, Part.MORE_TIME)  # what an office said that whoever petitions reads


@require_safe
@open_to_all
def show_petitions(request: ReadRequest) -> HttpResponse:
    """What happens to a letter or visit, what belongs elsewhere, and my own by their numbers."""
    rows = [] if request.reader.is_anonymous else my_petitions(request.reader)
    grounds = [(str(one.title), str(one.instead)) for one in newest_procedure("petition")[1].grounds]
    return for_residents(request, "petitions/about.html", {"rows": rows, "grounds": grounds})


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def write_petition(request: ReadRequest) -> HttpResponse:
    """Write one from home."""
    account = request.reader.account
    if account is None or account.is_staff:
        return for_residents(request, "petitions/not_here.html", {})
    if request.method != "POST":
        form = PetitionForm(account=account, initial={"key": fresh_key()})
        return for_residents(request, "petitions/write.html", {"form": form})
    form = PetitionForm(request.POST, account=account)
    basket = basket_with(request, form)
    if form.is_valid():
        try:
            petition = take_down(form.taken(basket), by=request.reader)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Registered. The receipt stands with it."))
            return redirect("petitions:matter", number=printed(petition))
    return for_residents(request, "petitions/write.html", {"form": form}, status=422)


def own_or_404(request: ReadRequest, number: str) -> Opened:
    found = opened_or_404(request, number)
    if not found.is_mine:
        raise Http404
    return found


@require_safe
@signed_in
def show_matter(request: ReadRequest, number: str) -> HttpResponse:
    """My petition: how far, until when, what I said, what was answered, and what I can still do."""
    return _show(request, own_or_404(request, number))


def _show(
    request: ReadRequest, found: Opened, *, fault: str = "", status: int = 200, review_form: ReviewForm | None = None
) -> HttpResponse:
    petition, case = found.petition, found.case
    spec = spec_of(case.procedure_id)
    ground = spec.ground(petition.ground) if petition.ground else None
    after = Petition.objects.filter(before=petition).select_related("case").first()
    can_review = petition.answered_at is not None and after is None and review_fault(petition, now()) is None
    context = {
        "found": found, "petition": petition, "case": case, "state": spec.state(case.state), "fault": fault,
        "clocks": clocks(case), "events": history(case), "body": unit_name(case.lead_unit_id),
        "place": area_name(petition.village), "ground": ground, "papers": papers(petition),
        "files": files_of(petition, request), "notes": Note.objects.filter(petition=petition, part__in=TOLD).order_by("at"),
        "after": printed(after) if after else "", "before": printed(petition.before) if petition.before else "",
        "can_review": can_review, "until": review_until(petition), "higher": higher_name(case.lead_unit_id),
        "review_form": review_form or ReviewForm(initial={"key": fresh_key()}),
        "is_last": petition.round == "reexam",
    }  # fmt: skip
    return for_residents(request, "petitions/matter.html", context, status=status)


@sensitive_post_parameters()
@require_POST
@signed_in
def make_deed(request: ReadRequest, number: str, deed: str) -> HttpResponse:
    """Withdraw, confirm that the answer was received, ask for a review."""
    found = own_or_404(request, number)
    if deed not in DEEDS:
        raise Http404
    form = ReviewForm(request.POST) if deed == "review" else None
    if form is not None and not form.is_valid():
        return _show(request, found, review_form=form, status=422)
    try:
        to = DEEDS[deed](request, found, form.cleaned_data if form else {})
    except Refusal as refusal:
        if form is not None:
            form.refuse(refusal)
        again = opened_or_404(request, number)
        return _show(request, again, fault=str(refusal), status=refusal.status, review_form=form)
    return redirect("petitions:matter", number=to)


Said = dict[str, Any]


def _withdraw(request: ReadRequest, found: Opened, _said: Said) -> str:
    withdraw_petition(found.petition, by=request.reader, seq=seq_of(request))
    messages.success(request, _("Withdrawn."))
    return found.number


def _received(request: ReadRequest, found: Opened, _said: Said) -> str:
    note_delivery(found.petition, Handed.ONLINE, localdate(), by=request.reader)
    messages.success(request, _("Noted. The 30 days for a review run from today."))
    return found.number


def _review(request: ReadRequest, found: Opened, said: Said) -> str:
    asked = ask_review(found.petition, said["words"], by=request.reader, key=said["key"] or None)
    messages.success(request, _("Asked for. It has a number and a limit of its own."))
    return printed(asked)


DEEDS: dict[str, Callable[[ReadRequest, Opened, Said], str]] = {
    "withdrawal": _withdraw, "delivery": _received, "review": _review,
}  # fmt: skip
