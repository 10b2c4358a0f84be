"""Appointments at the windows: chosen from a centre's page, waited for where they are full."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.bookings.domain.joining import join_waiting_for_window
from linli.bookings.domain.windows import hold_window
from linli.bookings.models import Booking
from linli.bookings.queries.windows import window_days, windows_of
from linli.centres.forms.booking import SlotForm
from linli.centres.queries.items import grouped_items, item_titles
from linli.centres.views.answer import own_case, place_or_404, private, show
from linli.centres.views.waiting import lost_slot, moving_of, say_waiting
from linli.centres.views.week import DAYS, free_and_full, week_context
from linli.common.errors import Refusal
from linli.people.doors import ReadRequest, open_to_all, signed_in
from linli.places.models import Place


@require_safe
@open_to_all
def show_windows(request: ReadRequest, code: str) -> HttpResponse:
    """What an appointment is for, then the times of a week at which a window that deals with it is free.

    `move` names an appointment of one's own that is to be moved.
    """
    place = place_or_404(code)
    return answer_windows(request, place, moving=moving_of(request, resource__place=place, resource__kind="window"))


def answer_windows(
    request: ReadRequest, place: Place, *, moving: Booking | None = None, fault: Refusal | str = "", status: int = 200
) -> HttpResponse:
    groups = grouped_items(place.code)
    titles = {one.code: one.title for _group, items in groups for one in items}
    item = moving.item_code if moving else request.GET.get("item", "") or request.POST.get("item", "")
    item = item if item in titles else ""
    windows, case = windows_of(place.id, item), own_case(request)
    context: dict[str, object] = {
        "place": place, "groups": groups, "item": item, "title": titles.get(item, ""), "fault": fault,
        "is_asked": bool(titles) and not item and not moving, "key": uuid4().hex, "case": case, "windows": windows,
        "moving": moving, "page": reverse("centres:windows", args=[place.code]), "lost": lost_slot(request, fault),
    }  # fmt: skip
    if windows and not context["is_asked"]:
        week = week_context(request, max(one.horizon_days for one in windows))
        days = window_days(windows, week["first"], DAYS, item=item)
        query = f"move={moving.id}&" if moving else f"item={item}&case={case or ''}&"
        hold_minutes = min(one.hold_minutes for one in windows)
        context |= week | free_and_full(days) | {"hold_minutes": hold_minutes, "query": query}
    return private(show(request, "centres/windows.html", context, status=status))


@require_POST
@signed_in
def hold_a_window(request: ReadRequest, code: str) -> HttpResponse:
    """Keep the chosen time at whichever window is free."""
    place = place_or_404(code)
    form = SlotForm(request.POST)
    item = _item(request, place)
    if not form.is_valid() or item is None:
        return answer_windows(request, place, fault=_("Choose one of the times."), status=422)
    said = form.cleaned_data
    try:
        held = hold_window(windows_of(place.id, item), said["slot"], by=request.reader, item_code=item,
                           case_id=own_case(request), key=said["key"])  # fmt: skip
    except Refusal as refusal:
        return answer_windows(request, place, fault=refusal, status=refusal.status)
    return redirect("centres:booking", booking_id=held.id)


@require_POST
@signed_in
def wait_for_a_window(request: ReadRequest, code: str) -> HttpResponse:
    """Wait for a time at which every window that deals with it is taken."""
    place = place_or_404(code)
    form = SlotForm(request.POST)
    item = _item(request, place)
    if not form.is_valid() or item is None:
        return answer_windows(request, place, fault=_("Choose one of the times."), status=422)
    try:
        join_waiting_for_window(windows_of(place.id, item), form.cleaned_data["slot"], by=request.reader, item_code=item,
                                case_id=own_case(request))  # fmt: skip
    except Refusal as refusal:
        return answer_windows(request, place, fault=refusal, status=refusal.status)
    messages.success(request, say_waiting())
    return redirect("centres:bookings")


def _item(request: ReadRequest, place: Place) -> str | None:
    """What it is for, of what the place deals with; "" where nobody keeps a catalogue, None where it is none of it."""
    titles, item = item_titles(place.code), request.POST.get("item", "")
    if not titles:
        return ""
    return item if item in titles else None
