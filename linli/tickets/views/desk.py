"""The queue and the windows of a centre, for those who answer for it."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.areas.queries.map import area_path
from linli.bookings.models import Booking
from linli.common.domain.audit import note_deed
from linli.common.errors import Refusal
from linli.people.doors import ReadRequest, staff_only
from linli.places.models import Place
from linli.places.queries.directory import find_places
from linli.tickets.domain.taking import check_in, take_ticket
from linli.tickets.enums import Priority, Way
from linli.tickets.forms.ticket import BookingForm, TakeForm
from linli.tickets.queries.lines import item_titles, lines_at
from linli.tickets.queries.places import areas_of, own_place, places_of, windows_of
from linli.tickets.queries.visit import appointments_today, parked_at
from linli.tickets.queries.waiting import estimate, usual_times, waiting_at, windows_now
from linli.tickets.rules import MAY_LOOK_ON, MAY_SERVE, may_serve
from linli.tickets.views.answer import KIOSK_COOKIE, KIOSK_DAYS, show
from linli.tickets.views.take import hours_now

MOST_PLACES = 100


def own_place_or_404(request: ReadRequest, code: str) -> Place:
    place = own_place(request.reader, code)
    if place is None:
        raise Http404
    return place


@require_safe
@staff_only(*MAY_LOOK_ON)
def show_places(request: ReadRequest) -> HttpResponse:
    """The centres of my areas; where there is only one, that one."""
    places, words = places_of(request.reader), request.GET.get("q", "").strip()[:80]
    if len(places) == 1:
        return redirect("tickets:place", code=places[0].code)
    if words:
        places = [one for one in find_places(words, kind="centre") if one.area.startswith(areas_of(request.reader))]
    rows = [(place, " ".join(area_path(place.area))) for place in places[:MOST_PLACES]]
    context = {"rows": rows, "words": words, "has_more": len(places) > MOST_PLACES}
    return show(request, "tickets/places.html", context)


@require_safe
@staff_only(*MAY_LOOK_ON)
def show_place(request: ReadRequest, code: str) -> HttpResponse:
    return _page(request, own_place_or_404(request, code))


def _page(request: ReadRequest, place: Place, *, fault: str = "", status: int = 200) -> HttpResponse:
    at, titles = now(), item_titles(place.code)
    waiting, windows = waiting_at(place.id, at=at), windows_of(place.id)
    calling = windows_now(place.id)
    served = "".join(one.session.lines or "*" for one in windows if one.session)
    context: dict[str, Any] = {
        "place": place, "rows": [(ticket, titles.get(ticket.item_code, "")) for ticket in waiting], "windows": windows,
        "wait": estimate(waiting, calling, usual_times(place.id), at=at), "parked": parked_at(place.id), "fault": fault,
        "appointments": appointments_today(place.id, at), "lines": lines_at(place.code), "key": uuid4().hex,
        "priorities": Priority.choices, "may_serve": may_serve(request.reader, place.area), **hours_now(place),
        "unserved": sorted({ticket.line for ticket in waiting if "*" not in served and ticket.line not in served}),
        "is_served": bool(served),
        "figures_url": f"{reverse('tickets:figures', args=[place.code])}?first={localdate() - timedelta(days=6)}&last={localdate()}",
    }  # fmt: skip
    return show(request, "tickets/place.html", context, status=status)


@require_POST
@staff_only(*MAY_SERVE)
def take(request: ReadRequest, code: str) -> HttpResponse:
    """Take a number for somebody who cannot, or would rather not."""
    place, form = own_place_or_404(request, code), TakeForm(request.POST)
    if not form.is_valid():
        return _page(request, place, fault=form.fault, status=422)
    said = form.cleaned_data
    try:
        ticket = take_ticket(
            place, by=request.reader, way=Way.CLERK, item_code=said["item"], priority=said["priority"], key=said["key"]
        )
    except Refusal as refusal:
        return _page(request, place, fault=str(refusal), status=refusal.status)
    messages.success(request, _("Number %(number)s.") % {"number": ticket.printed})
    return redirect("tickets:place", code=code)


@require_POST
@staff_only(*MAY_SERVE)
def arrive(request: ReadRequest, code: str) -> HttpResponse:
    """Somebody is there for an appointment."""
    place, form = own_place_or_404(request, code), BookingForm(request.POST)
    if not form.is_valid():
        raise Http404
    found = Booking.objects.filter(id=form.cleaned_data["booking"], resource__place=place)
    booking = found.select_related("resource__place").first()
    if booking is None:
        raise Http404
    try:
        ticket = check_in(booking, by=request.reader, way=Way.CLERK)
    except Refusal as refusal:
        return _page(request, place, fault=str(refusal), status=refusal.status)
    messages.success(request, _("Number %(number)s.") % {"number": ticket.printed})
    return redirect("tickets:place", code=code)


@require_POST
@staff_only(*MAY_SERVE)
def make_kiosk(request: ReadRequest, code: str) -> HttpResponse:
    """Make the machine on which this is pressed the kiosk of the centre; whoever pressed is not signed in there."""
    place = own_place_or_404(request, code)
    note_deed("kiosk.made", by=request.reader, subject_kind="place", subject_id=place.id, area=place.area)
    from django.contrib.auth import logout

    logout(request)  # it stands in the hall from now on
    answer = redirect("tickets:kiosk", code=code)
    answer.set_signed_cookie(
        KIOSK_COOKIE, code, salt="tickets", max_age=KIOSK_DAYS * 86400, httponly=True, secure=request.is_secure(),
        samesite="Strict",
    )  # fmt: skip
    return answer
