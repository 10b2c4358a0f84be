"""Appointments at the windows, times week after week, and visits at home: chosen from a centre's page."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.areas.queries.map import villages_of
from linli.bookings.domain.series import book_series, look_ahead
from linli.bookings.domain.visit import ask_visit
from linli.bookings.domain.windows import hold_window
from linli.bookings.models import Booking
from linli.bookings.queries.slots import slots_from
from linli.bookings.queries.visits import teams_of
from linli.bookings.queries.windows import window_days, windows_of
from linli.cases.queries.visible import visible_to
from linli.centres.forms.booking import SeriesForm, SlotForm, VisitForm
from linli.centres.queries.items import grouped_items, item_titles
from linli.centres.views.answer import place_or_404, private, show
from linli.centres.views.booking import DAYS, heading_of, resource_or_404, times_of, week_context
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
        "is_asked": bool(titles) and not item, "key": uuid4().hex, "case": _own_case(request), "windows": windows,
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


def _own_case(request: ReadRequest) -> UUID | None:
    """The matter that the appointment serves, if it is one that the reader may see."""
    try:
        number = UUID(request.GET.get("case", "") or request.POST.get("case", ""))
    except ValueError:
        return None
    return number if not request.reader.is_anonymous and visible_to(request.reader).filter(id=number).exists() else None


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
                           case_id=_own_case(request), key=said["key"])  # fmt: skip
    except Refusal as refusal:
        return _windows(request, place, fault=str(refusal), status=refusal.status)
    return redirect("centres:booking", booking_id=held.id)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def make_series(request: ReadRequest, code: str, resource_id: UUID) -> HttpResponse:
    """The same time week after week: what of it can be had is seen before it is booked."""
    resource = resource_or_404(code, resource_id)
    is_sent = request.method == "POST"
    asked = request.POST if is_sent else request.GET
    typed = {"times": "4", "every_weeks": "1", "people": "1", "key": uuid4().hex} | {
        name: asked[name] for name in asked
    }
    form = SeriesForm(typed)
    occasions, status = [], 200
    if form.is_valid():
        said = form.cleaned_data
        try:
            if is_sent:
                booked, missed = book_series(resource, said.pop("slot"), by=request.reader, **said)
                _say_series(request, len(booked), len(missed))
                return redirect("centres:my-series", series_id=booked[0].series_id)
            occasions = look_ahead(resource, said["slot"], times=said["times"], every_weeks=said["every_weeks"])
        except Refusal as refusal:
            form.refuse(refusal)
            status = refusal.status
    else:
        status = 422
    context = {
        "resource": resource, "place": resource.place, "form": form, "occasions": occasions,
        "free": sum(one.is_free for one in occasions),
    }  # fmt: skip
    return private(show(request, "centres/series.html", context, status=status))


def _say_series(request: ReadRequest, booked: int, missed: int) -> None:
    words = _("Booked: %(booked)s. Could not be had: %(missed)s.") % {"booked": booked, "missed": missed}
    messages.success(request, words)


@require_safe
@signed_in
def show_series(request: ReadRequest, series_id: UUID) -> HttpResponse:
    """A series of mine, time by time."""
    assert request.reader.actor_id is not None  # signed in
    rows = list(
        Booking.objects.filter(series_id=series_id, account_id=request.reader.actor_id)
        .select_related("resource__place", "series").order_by("starts_at")
    )  # fmt: skip
    if not rows:
        raise Http404
    context = {"rows": rows, "resource": rows[0].resource, "place": rows[0].resource.place, "series": rows[0].series}
    return private(show(request, "centres/my_series.html", context, active="me"))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def ask_for_visit(request: ReadRequest, code: str) -> HttpResponse:
    """Ask that somebody comes home: when, where, and why."""
    place = place_or_404(code)
    teams = teams_of(place.id)
    if not teams:
        raise Http404
    team = next(
        (one for one in teams if str(one.id) == request.POST.get("team", request.GET.get("team", ""))), teams[0]
    )
    areas = [(facts.code, facts.name) for facts in villages_of(place.area[:9])]
    is_sent, status, fault = request.method == "POST", 200, ""
    form = VisitForm(
        request.POST if is_sent else None, areas=areas, initial={"area": place.area[:12], "key": uuid4().hex}
    )
    titles = item_titles(place.code)
    item = request.POST.get("item", "") or request.GET.get("item", "")
    if is_sent and form.is_valid():
        try:
            made = ask_visit(team, form.cleaned_data["slot"], by=request.reader, item_code=item if item in titles else "",
                             case_id=_own_case(request), **form.said())  # fmt: skip
            return redirect("centres:booking", booking_id=made.id)
        except Refusal as refusal:
            form.refuse(refusal)
            fault, status = str(refusal), refusal.status
    elif is_sent:
        status = 422
    week = week_context(request, team.horizon_days)
    days = slots_from(team, week["first"], DAYS)
    context = week | {
        "place": place, "team": team, "teams": teams, "form": form, "fault": fault, "item": item, "title": titles.get(item, ""),
        "days": [(heading_of(day), times_of(day)) for day in days], "case": _own_case(request),
        "has_free": any(slot.left for day in days for slot in day.slots), "chosen": request.POST.get("slot", ""),
    }  # fmt: skip
    return private(show(request, "centres/visit.html", context, status=status))
