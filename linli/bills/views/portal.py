"""Where a bill is paid: the provider of my place, and a page that says plainly where one goes from here."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from linli.areas.queries.map import area_name, area_path
from linli.areas.villages import is_village, village_choices, village_options
from linli.bills.queries.providers import providers, providers_of
from linli.common.surfaces import portal_navigation
from linli.people.doors import ReadRequest, open_to_all


def _answer(request: ReadRequest, template: str, context: dict[str, object], *, status: int = 200) -> HttpResponse:
    frame = {"portal_navigation": portal_navigation(request, "nearby")}
    return render(request, template, frame | context, status=status)


@require_safe
@open_to_all
def show_bills(request: ReadRequest) -> HttpResponse:
    """Choose where you live; whom you pay there stands below. Nothing of it is kept."""
    village = request.GET.get("village", "")
    known = village if is_village(village) else ""
    context: dict[str, object] = {
        "villages": village_options(village_choices(), known), "village": known, "groups": providers_of(known) if known else [],
        "place": area_name(known) if known else "", "path": " ".join(area_path(known)) if known else "",
    }  # fmt: skip
    return _answer(request, "bills/bills.html", context)


@require_safe
@open_to_all
def show_provider(request: ReadRequest, provider_id: UUID) -> HttpResponse:
    """The hand-off: who it is, where the link leads in full, how to know a false page, and the way without a link."""
    found = providers().get(provider_id)
    if found is None or not found.is_active:
        raise Http404
    village = request.GET.get("village", "")
    context = {"provider": found, "village": village if is_village(village) else ""}
    return _answer(request, "bills/provider.html", context)
