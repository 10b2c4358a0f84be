"""A quick report from the spot, as a form that needs no script."""

import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from linli.cases.queries.listing import number_text
from linli.common.errors import Refusal
from linli.field.domain.reporting import open_from_field
from linli.field.errors import NotOnSite
from linli.field.forms.report import FIELD_OF, ReportForm
from linli.field.queries.alike import alike_before, in_words
from linli.field.queries.kinds import kind_choices
from linli.field.queries.places import places_of
from linli.field.rules import may_report
from linli.field.views.page import Photos, show
from linli.people.doors import ReadRequest, staff_only

GIVEN = ("kind", "kind_words", "area", "address", "words")


# Not "no-store": the back button must bring the written form back; its key keeps it from being sent twice.
@cache_control(private=True, no_cache=True)
@sensitive_post_parameters("words", "address")
@require_http_methods(["GET", "HEAD", "POST"])
@staff_only()
def report(request: ReadRequest) -> HttpResponse:
    """Report what one sees on site."""
    photos, places = Photos(request), places_of(request.reader)
    if not may_report(request.reader):
        if request.method == "POST":
            raise NotOnSite
        return show(request, "field/elsewhere.html", {}, active="report")
    if request.method != "POST":
        given: dict[str, Any] = {name: request.GET.get(name, "")[:300] for name in GIVEN}
        return _show(request, ReportForm(initial=given | {"key": secrets.token_urlsafe(18)}, places=places), photos)
    photos.take()
    if "find_kind" in request.POST:
        return _show(request, ReportForm(initial=request.POST.dict(), places=places), photos)
    form = ReportForm(request.POST, places=places)
    if not form.is_valid() or photos.errors:
        return _show(request, form, photos, status=422)
    said, key = form.fields_said(), form.cleaned_data["key"]
    if not form.cleaned_data["seen"] and (alike := alike_before(said, key=key)):
        shown = [in_words(one, request.reader) for one in alike]
        return _show(request, form, photos, status=422, alike=shown)
    try:
        case = open_from_field(said, by=request.reader, basket=photos.basket, key=key)
    except Refusal as refusal:
        form.add_error(FIELD_OF.get(refusal.code), str(refusal))
        return _show(request, form, photos, status=refusal.status)
    number = number_text(case.number, case.opened_at)
    messages.success(request, _("Reported under the number %(number)s.") % {"number": number})
    return redirect("field:today")


def _show(
    request: ReadRequest,
    form: ReportForm,
    photos: Photos,
    *,
    status: int = 200,
    alike: list[dict[str, Any]] | None = None,
) -> HttpResponse:
    context = {"form": form, "photos": photos, "alike": alike}
    return show(request, "field/report.html", context, active="report", status=status)


@require_safe
@staff_only()
def kinds(request: ReadRequest) -> HttpResponse:
    """The kinds that answer to what is being typed."""
    typed = request.GET.get("kind_words", "")[:80]
    context = {"name": "kind", "choices": kind_choices(typed), "asked": bool(typed.strip())}
    return render(request, "components/kind-choices.html", context)
