"""Visits at the desk: who agreed, what is due, what was found, what was opened from it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.areas.queries.map import area_path
from linli.cases.enums import GRID_MATTER
from linli.cases.forms.kind import kind_suggestions
from linli.common.errors import Refusal
from linli.grid.domain.visit import agree_to_visits, decline_visit, make_visit, withdraw_visits
from linli.grid.forms.fields import RefusingForm
from linli.grid.forms.visit import DecliningForm, EndingVisitsForm, VisitedForm, VisitForm
from linli.grid.forms.voluntary_post import LookForm
from linli.grid.models import VisitConsent
from linli.grid.queries.visits import consent_seen, visit_lines, visits_of
from linli.grid.rules import MAY_VISIT, posts_over
from linli.grid.views.answer import answer, own_grid_or_404, posted
from linli.people.domain.look import unmask
from linli.people.doors import ReadRequest, staff_only
from linli.people.identity import mask_name
from linli.people.labels import label_words
from linli.people.phones import mask_phone

FORMS: dict[str, type[RefusingForm]] = {
    "visit": VisitForm, "declining": DecliningForm, "withdrawal": EndingVisitsForm, "look": LookForm,
}  # fmt: skip


@require_safe
@staff_only(*MAY_VISIT)
def show_visits(request: ReadRequest) -> HttpResponse:
    """Who agreed to be visited in my grids, what is due first."""
    return answer(request, "grid/visits.html", {"lines": visit_lines(request.reader)})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*MAY_VISIT)
def make_consent(request: ReadRequest, code: str) -> HttpResponse:
    """Write down that somebody agreed to be visited."""
    facts = own_grid_or_404(request, code)
    form = VisitedForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            agree_to_visits(code, form.visited(), by=request.reader)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Noted."))
            return redirect("grid:visits")
    context = {"facts": facts, "path": " ".join(area_path(code)), "form": form}
    return answer(request, "grid/visited.html", context, status=422 if form.errors else 200)


@require_safe
@staff_only(*MAY_VISIT)
def show_consent(request: ReadRequest, consent_id: UUID) -> HttpResponse:
    """One person who agreed, masked, with the visits so far."""
    return _show(request, _consent_or_404(request, consent_id), {})


@require_POST
@staff_only(*MAY_VISIT)
def make_deed(request: ReadRequest, consent_id: UUID, deed: str) -> HttpResponse:
    """A visit, a refusal with its reason, the end of the consent, a look."""
    consent = _consent_or_404(request, consent_id)
    if deed not in FORMS:
        raise Http404
    form = FORMS[deed](request.POST)
    if not form.is_valid():
        return _show(request, consent, {deed: form}, status=422)
    try:
        DEEDS[deed](request, consent, form.cleaned_data)
    except Refusal as refusal:
        form.refuse(refusal)
        return _show(request, consent, {deed: form}, status=refusal.status)
    if deed == "look":
        return _show(request, consent, {}, is_shown=True)
    messages.success(request, _("Noted."))
    return redirect("grid:visits")


def _visit(request: ReadRequest, consent: VisitConsent, said: dict[str, Any]) -> None:
    make_visit(consent, **said, by=request.reader)


def _decline(request: ReadRequest, consent: VisitConsent, said: dict[str, Any]) -> None:
    decline_visit(consent, reason=said["reason"], by=request.reader)


def _withdraw(request: ReadRequest, consent: VisitConsent, _said: dict[str, Any]) -> None:
    withdraw_visits(consent, by=request.reader)


def _look(request: ReadRequest, consent: VisitConsent, said: dict[str, Any]) -> None:
    held = next(iter(posts_over(request.reader, consent.grid, MAY_VISIT)), None)
    unmask("visit_consent", consent.id, "address", by=request.reader, reason=said["reason"], post=held)


DEEDS: dict[str, Callable[[ReadRequest, VisitConsent, dict[str, Any]], None]] = {
    "visit": _visit, "declining": _decline, "withdrawal": _withdraw, "look": _look,
}  # fmt: skip


def _consent_or_404(request: ReadRequest, consent_id: UUID) -> VisitConsent:
    consent = consent_seen(consent_id, request.reader)
    if consent is None:
        raise Http404
    return consent


def _show(
    request: ReadRequest,
    consent: VisitConsent,
    forms: dict[str, RefusingForm],
    *,
    is_shown: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {
        "consent": consent, "who": mask_name(consent.name), "phone": mask_phone(consent.phone), "is_shown": is_shown,
        "path": " ".join(area_path(consent.grid)), "taken_by": label_words(consent.consent_taken_by),
        "visits": visits_of(consent), "opened": next(iter(forms), ""), "kinds": kind_suggestions(GRID_MATTER),
        **{f"{name}_form": forms.get(name) or form(auto_id=f"{name}_%s") for name, form in FORMS.items()},
    }  # fmt: skip
    return answer(request, "grid/visit.html", context, status=status)
