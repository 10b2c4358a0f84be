"""Letters and visits for those who have them: what happens, writing one, its page with state and papers, asking for a review."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.areas.queries.map import area_name
from linli.cases.enums import Verb
from linli.cases.queries.procedure import newest_procedure, spec_of
from linli.common.errors import Refusal
from linli.people.doors import ReadRequest, open_to_all, signed_in
from linli.people.queries.unit import unit_name
from linli.petitions.domain.handling import withdraw_petition
from linli.petitions.domain.hearing import ask_hearing, open_hearing
from linli.petitions.domain.rating import rate_answer
from linli.petitions.domain.registration import take_down
from linli.petitions.domain.review import ask_review, note_delivery, review_fault, review_until
from linli.petitions.enums import Handed, Part, Round
from linli.petitions.forms.deeds import ReviewForm
from linli.petitions.forms.pressing import HearingWordsForm
from linli.petitions.forms.registration import PetitionForm
from linli.petitions.higher import higher_words
from linli.petitions.models import Hearing, Note, Petition
from linli.petitions.queries.history import clocks, history
from linli.petitions.queries.listing import my_petitions, printed
from linli.petitions.queries.opened import Opened
from linli.petitions.rules import MAY_TYPE
from linli.petitions.views.answer import (
    basket_with,
    files_of,
    for_residents,
    fresh_key,
    opened_or_404,
    papers,
    seq_of,
)
from linli.ratings.enums import Rated
from linli.ratings.forms.rating import GRADES, RatingForm
from linli.ratings.queries.standing import standing_of

Form = ReviewForm | HearingWordsForm | RatingForm
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
        return for_residents(request, "petitions/not_here.html", {"may_type": bool(request.reader.roles & MAY_TYPE)})
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
    request: ReadRequest, found: Opened, *, fault: str = "", status: int = 200, forms: dict[str, Form] | None = None
) -> HttpResponse:
    petition, case, sent = found.petition, found.case, forms or {}
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
        "can_review": can_review, "until": review_until(petition), "higher": higher_words(case.lead_unit_id),
        "review_form": sent.get("review") or ReviewForm(initial={"key": fresh_key()}),
        "is_last": petition.round == Round.REEXAMINATION, **_rating(found, sent), **_hearings(found, sent),
    }  # fmt: skip
    return for_residents(request, "petitions/matter.html", context, status=status)


def _rating(found: Opened, sent: dict[str, Form]) -> dict[str, Any]:
    """How it stands with the rating of the answer; nothing where there is none to rate. One statement then."""
    petition = found.petition
    if petition.answered_at is None or petition.round != Round.FIRST:
        return {}
    standing = standing_of(Rated.PETITION, petition.id, petition.answered_at)
    can_rate = (
        standing.may_rate and spec_of(found.case.procedure_id).transition(found.case.state, Verb.RATE) is not None
    )
    form = sent.get("rating") or RatingForm(has_account=True)
    return {"rating": replace(standing, may_rate=can_rate), "rating_form": form, "grades": GRADES}


def _hearings(found: Opened, sent: dict[str, Form]) -> dict[str, Any]:
    petition = found.petition
    if petition.round != Round.REEXAMINATION:
        return {}
    may_ask = found.case.state == "asked" and open_hearing(petition) is None
    return {
        "hearings": Hearing.objects.filter(petition=petition).order_by("id"), "may_ask_hearing": may_ask,
        "hearing_form": sent.get("hearing") or HearingWordsForm(auto_id="hearing_%s"),
    }  # fmt: skip


@sensitive_post_parameters()
@require_POST
@signed_in
def make_deed(request: ReadRequest, number: str, deed: str) -> HttpResponse:
    """Withdraw, confirm that the answer was received, rate it, ask for a review or a hearing."""
    found = own_or_404(request, number)
    if deed not in DEEDS:
        raise Http404
    form = FORMS[deed](request.POST) if deed in FORMS else None
    if form is not None and not form.is_valid():
        return _show(request, found, forms={deed: form}, status=422)
    try:
        to = DEEDS[deed](request, found, form.cleaned_data if form else {})
    except Refusal as refusal:
        if form is not None:
            form.refuse(refusal)
        again = opened_or_404(request, number)
        return _show(request, again, fault=str(refusal), status=refusal.status, forms={deed: form} if form else {})
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


def _rate(request: ReadRequest, found: Opened, said: Said) -> str:
    rate_answer(found.petition, said["grade"], by=request.reader, note=said["note"], is_anonymous=said["is_anonymous"],
                seq=seq_of(request))  # fmt: skip
    messages.success(request, _("Thank you. The body that answered does not read how you rated it."))
    return found.number


def _hearing(request: ReadRequest, found: Opened, said: Said) -> str:
    ask_hearing(found.petition, by=request.reader, words=said["words"], seq=seq_of(request))
    messages.success(request, _("Asked for. The body decides, and tells you the day."))
    return found.number


FORMS: dict[str, Callable[[Any], Form]] = {
    "review": ReviewForm, "hearing": lambda data: HearingWordsForm(data, auto_id="hearing_%s"),
    "rating": lambda data: RatingForm(data, has_account=True),
}  # fmt: skip
DEEDS: dict[str, Callable[[ReadRequest, Opened, Said], str]] = {
    "withdrawal": _withdraw, "delivery": _received, "review": _review, "rating": _rate, "hearing": _hearing,
}  # fmt: skip
