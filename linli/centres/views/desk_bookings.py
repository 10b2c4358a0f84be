"""Bookings of a centre are received at the desk: who comes, approved, arrived, cancelled."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from linli.bookings.domain.booking import cancel_booking
from linli.bookings.domain.receiving import (
    approve_booking,
    arrive,
    note_no_show,
    refuse_booking,
)
from linli.bookings.models import Booking
from linli.bookings.queries.bookings import calendar_of, visible_to
from linli.bookings.queries.feeds import secret_of
from linli.bookings.rules import MAY_RECEIVE, can_arrive, can_miss
from linli.centres.queries.items import item_titles
from linli.centres.views.answer import areas_of, own_place_or_404, private
from linli.common.errors import Refusal
from linli.people.doors import ReadRequest, staff_only
from linli.people.identity import mask_name
from linli.places.models import Place
from linli.places.rules import may_manage

DAYS, FARTHEST = 14, timedelta(days=730)


@require_safe
@staff_only(*MAY_RECEIVE)
def show_calendar(request: ReadRequest, code: str) -> HttpResponse:
    """Who comes in the next two weeks, masked, and what waits for approval."""
    return _calendar(request, own_place_or_404(request, code))


def _calendar(request: ReadRequest, place: Place, *, fault: str = "", status: int = 200) -> HttpResponse:
    today = localdate()
    try:
        asked = parse_date(request.GET.get("from", "")) or today
    except ValueError:
        asked = today
    first = min(max(asked, today - FARTHEST), today + FARTHEST)
    titles, at = item_titles(place.code), now()
    rows = [
        (booking, _who(booking), titles.get(booking.item_code, ""), can_arrive(booking, at), can_miss(booking, at))
        for booking in calendar_of(place.id, first, DAYS)
    ]
    context = {
        "place": place, "rows": rows, "first": first, "fault": fault, "may_manage": may_manage(request.reader, place.area),
        "before": first - timedelta(days=DAYS), "after": first + timedelta(days=DAYS), "secret": secret_of("place", place.id),
        "columns": [{"title": title} for title in (_("When"), _("What"), _("Who"), pgettext("booking", "State"), "")],
    }  # fmt: skip
    return private(render(request, "centres/calendar.html", context, status=status))


def _who(booking: Booking) -> str:
    """For whom it is, masked; of the account where it is for itself."""
    return mask_name(booking.guest_name or (booking.account.name if booking.account else ""))


@require_POST
@staff_only(*MAY_RECEIVE)
def make_booking_deed(request: ReadRequest, booking_id: UUID, deed: str) -> HttpResponse:
    """Approve or not, note who came, cancel with a reason."""
    booking = visible_to(request.reader).filter(id=booking_id).select_related("resource__place").first()
    if booking is None or deed not in BOOKING_DEEDS or not booking.resource.place.area.startswith(areas_of(request)):
        raise Http404  # one's own booking elsewhere is seen, but not received
    place = booking.resource.place
    try:
        BOOKING_DEEDS[deed](request, booking)
    except Refusal as refusal:
        return _calendar(request, place, fault=str(refusal), status=refusal.status)
    messages.success(request, _("Noted."))
    return redirect("centres:desk-bookings", code=place.code)


def _refuse(request: ReadRequest, booking: Booking) -> None:
    refuse_booking(booking, by=request.reader, reason=request.POST.get("reason", ""))


def _cancel(request: ReadRequest, booking: Booking) -> None:
    cancel_booking(booking, by=request.reader, reason=request.POST.get("reason", ""))


BOOKING_DEEDS: dict[str, Callable[[ReadRequest, Booking], object]] = {
    "approval": lambda request, booking: approve_booking(booking, by=request.reader),
    "refusal": _refuse,
    "arrival": lambda request, booking: arrive(booking, by=request.reader),
    "no-show": lambda request, booking: note_no_show(booking, by=request.reader),
    "cancellation": _cancel,
}
