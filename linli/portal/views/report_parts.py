"""What the form for reporting asks for while it is being written."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.html import format_html_join
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from linli.people.doors import ReadRequest, open_to_all
from linli.portal.forms.report import ReportForm, village_choices
from linli.portal.forms.typed_report import TypedReportForm
from linli.portal.queries.kinds import kind_choices
from linli.portal.rules import as_resident
from linli.portal.views.report_form import PRIVATE, alike_in_words, alike_to


@require_safe
@open_to_all
def kinds(request: ReadRequest) -> HttpResponse:
    """The kinds that answer to what is being typed."""
    typed = request.GET.get("kind_words", request.GET.get("q", ""))[:80]
    is_staff = request.GET.get("desk") == "1" and request.reader.is_staff
    context = {"name": "kind", "choices": kind_choices(typed, to_staff=is_staff), "asked": bool(typed.strip())}
    return render(request, "components/kind-choices.html", context)


@require_safe
@open_to_all
def villages(request: ReadRequest) -> HttpResponse:
    """The villages and communities of a town, for the second select."""
    rows = village_choices(request.GET.get("town", ""))
    return HttpResponse(format_html_join("", '<option value="{}">{}</option>', rows))


@sensitive_post_parameters(*PRIVATE)
@require_POST
@open_to_all
def alike(request: ReadRequest) -> HttpResponse:
    """What depends on kind and place: the unit complained about, and reports of the same spot.

    By POST, because what somebody has written belongs neither in an address nor in a log.
    """
    is_typed = request.GET.get("desk") == "1" and request.reader.is_staff
    form = (TypedReportForm if is_typed else ReportForm)(request.POST)
    form.is_valid()
    context = {"form": form, "is_partial": True} | alike_in_words(alike_to(form), as_resident(request))
    return render(request, "portal/parts/depending.html", context)
