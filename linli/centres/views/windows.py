"""Appointments at the windows: chosen from a centre's page."""

from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.bookings.domain.windows import hold_window
from linli.bookings.queries.windows import window_days, windows_of
from linli.centres.forms.booking import SlotForm
from linli.centres.queries.items import grouped_items, item_titles
from linli.centres.views.answer import own_case, place_or_404, private, show
from linli.centres.views.week import DAYS, heading_of, times_of, week_context
from linli.common.errors import Refusal
from linli.people.doors import ReadRequest, open_to_all, signed_in
from linli.places.models import Place


@require_safe
@open_to_all
def show_windows(request: ReadRequest, code: str) -> HttpResponse:
    """What an appointment is for, then the times of a week at which a window that deals with it is free."""
    return _windows(request, place_or_404(code))


def _windows(request: ReadRequest, place: Place, *, fault: str = "", status: int = 200) -> HttpResponse:
    titles = item_titles(place.code)
    item = request.GET.get("item", "") or request.POST.get("item", "")
    item = item if item in titles else ""
    windows = windows_of(place.id, item)
    context: dict[str, object] = {
        "place": place, "groups": grouped_items(place.code), "item": item, "title": titles.get(item, ""), "fault": fault,
        "is_asked": bool(titles) and not item, "key": uuid4().hex, "case": own_case(request), "windows": windows,
    }  # fmt: skip
    if windows and not context["is_asked"]:
        horizon = max(one.horizon_days for one in windows)
        week = week_context(request, horizon)
        days = window_days(windows, week["first"], DAYS, item=item)
        context |= week | {
            "days": [(heading_of(day), times_of(day)) for day in days], "hold_minutes": min(one.hold_minutes for one in windows),
            "has_free": any(slot.left for day in days for slot in day.slots),
            "query": f"item={item}&case={context['case'] or ''}&",
        }  # fmt: skip
    return private(show(request, "centres/windows.html", context, status=status))


@require_POST
@signed_in
def hold_a_window(request: ReadRequest, code: str) -> HttpResponse:
    """Keep the chosen time at whichever window is free."""
    place = place_or_404(code)
    form = SlotForm(request.POST)
    titles = item_titles(place.code)
    item = request.POST.get("item", "")
    if not form.is_valid() or (titles and item not in titles):
        return _windows(request, place, fault=_("Choose one of the times."), status=422)
    said = form.cleaned_data
    try:
        held = hold_window(windows_of(place.id, item), said["slot"], by=request.reader, item_code=item if titles else "",
                           case_id=own_case(request), key=said["key"])  # fmt: skip
    except Refusal as refusal:
        return _windows(request, place, fault=str(refusal), status=refusal.status)
    return redirect("centres:booking", booking_id=held.id)
