"""The day of a visiting team, on a phone: who is next, the code to say at the door, let in, and what came of it."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.areas.queries.map import area_name
from linli.bookings.domain.receiving import refuse_booking
from linli.bookings.domain.restraint import answer_objection
from linli.bookings.domain.visit import approve_visit, arrive_visit, end_visit, name_visitors
from linli.bookings.enums import BookingState, VisitResult
from linli.bookings.models import Booking, Restraint
from linli.bookings.queries.restraint import objections_for
from linli.bookings.queries.visits import MAY_GO, code_of, day_of_visits, goers_of, visits_visible_to
from linli.bookings.rules import MAY_MANAGE, MAY_RECEIVE, may_manage
from linli.centres.queries.items import item_titles
from linli.centres.views.answer import private
from linli.common.errors import Refusal
from linli.people.domain.look import unmask
from linli.people.doors import ReadRequest, staff_only
from linli.people.identity import mask_name
from linli.people.labels import label_words

WHO = tuple(MAY_GO | MAY_RECEIVE)
FARTHEST = timedelta(days=366)


@require_safe
@staff_only(*WHO)
def show_day(request: ReadRequest) -> HttpResponse:
    """The visits of a day that are mine or my centre's, in the order of the way."""
    today = localdate()
    try:
        day = parse_date(request.GET.get("day", "")) or today
    except ValueError:
        day = today
    day = min(max(day, today - FARTHEST), today + FARTHEST)
    lines = [(line, area_name(line.visit.area), _who(line.booking)) for line in day_of_visits(request.reader, day)]
    context = {
        "lines": lines, "day": day, "today": today, "before": day - timedelta(days=1), "after": day + timedelta(days=1),
        "objections": objections_for(request.reader),
    }  # fmt: skip
    return private(render(request, "centres/visits.html", context))


def _who(booking: Booking) -> str:
    return mask_name(booking.guest_name or (booking.account.name if booking.account else ""))


def _visit_or_404(request: ReadRequest, booking_id: UUID) -> Booking:
    found = visits_visible_to(request.reader).filter(id=booking_id)
    booking = found.select_related("resource__place", "visit", "account").first()
    if booking is None or not hasattr(booking, "visit"):
        raise Http404
    return booking


@require_safe
@staff_only(*WHO)
def show_visit(request: ReadRequest, booking_id: UUID) -> HttpResponse:
    """One visit: who goes, the code, and the next step."""
    return _visit(request, _visit_or_404(request, booking_id))


def _visit(
    request: ReadRequest, booking: Booking, *, fault: str = "", status: int = 200, address: str = ""
) -> HttpResponse:
    visitors = list(booking.visit.visitors.all())
    named = {one.account_id for one in visitors}
    manages = may_manage(request.reader, booking.resource)
    is_waiting = booking.state in (BookingState.ASKED, BookingState.BOOKED) and manages
    goers = goers_of(booking.resource.place.area) if is_waiting else []
    context = {
        "booking": booking, "visit": booking.visit, "who": _who(booking), "community": area_name(booking.visit.area),
        "visitors": [label_words(one.label) for one in visitors], "fault": fault, "address": address, "may_manage": manages,
        "goers": [(one.id, f"{one.name} · {label_words(one.label)}".strip(" ·"), one.id in named) for one in goers],
        "code": code_of(booking.visit.id) if booking.state == BookingState.BOOKED and visitors else "",
        "what": item_titles(booking.resource.place.code).get(booking.item_code, ""), "typed": request.POST,
        "is_over": booking.visit.ended_at is not None, "results": _results(booking), "place": booking.resource.place,
    }  # fmt: skip
    return private(render(request, "centres/desk_visit.html", context, status=status))


def _results(booking: Booking) -> list[VisitResult]:
    if booking.state == BookingState.ARRIVED:
        return [VisitResult.DONE, VisitResult.AGAIN]
    return [VisitResult.AWAY, VisitResult.UNWANTED] if booking.state == BookingState.BOOKED else []


@require_POST
@staff_only(*WHO)
def make_deed(request: ReadRequest, booking_id: UUID, deed: str) -> HttpResponse:
    """Approve and name who goes, refuse, look at the address, note the arrival, and how it ended."""
    booking = _visit_or_404(request, booking_id)
    if deed not in DEEDS and deed != "address":
        raise Http404
    try:
        if deed == "address":
            return _visit(request, booking, address=_address(request, booking))
        DEEDS[deed](request, booking)
    except Refusal as refusal:
        booking.refresh_from_db()
        return _visit(request, _visit_or_404(request, booking_id), fault=str(refusal), status=refusal.status)
    messages.success(request, _("Noted."))
    return redirect("centres:desk-visit", booking_id=booking.id)


def _address(request: ReadRequest, booking: Booking) -> str:
    """The address in full; who looked stands on record, and the resident sees it."""
    reason = _("Home visit on %(day)s") % {"day": localdate(booking.starts_at)}
    unmask("booking", booking.id, "address", by=request.reader, reason=reason, person_id=booking.account_id)
    return str(booking.visit.address)


def _chosen(request: ReadRequest) -> list[UUID]:
    try:
        return [UUID(word) for word in request.POST.getlist("visitor")]
    except ValueError:
        raise Http404 from None


def _approve(request: ReadRequest, booking: Booking) -> None:
    verb = approve_visit if booking.state == BookingState.ASKED else name_visitors
    verb(booking, by=request.reader, visitors=_chosen(request), needs_two=bool(request.POST.get("needs_two")))


def _arrive(request: ReadRequest, booking: Booking) -> None:
    arrive_visit(booking, by=request.reader, code_was_right=bool(request.POST.get("code_was_right")),
                 let_in=bool(request.POST.get("let_in")))  # fmt: skip


def _end(request: ReadRequest, booking: Booking) -> None:
    if request.POST.get("result") not in VisitResult.values:
        raise Http404
    end_visit(
        booking, by=request.reader, result=VisitResult(request.POST["result"]), found=request.POST.get("found", "")
    )


DEEDS: dict[str, Callable[[ReadRequest, Booking], object]] = {
    "approval": _approve, "arrival": _arrive, "ending": _end,
    "refusal": lambda request, booking: refuse_booking(booking, by=request.reader, reason=request.POST.get("reason", "")),
}  # fmt: skip


@require_POST
@staff_only(*MAY_MANAGE)
def answer(request: ReadRequest, restraint_id: UUID) -> HttpResponse:
    """Answer an objection: lift it, or say why it stays."""
    restraint = Restraint.objects.filter(id=restraint_id).select_related("booking__resource__place").first()
    if restraint is None or not may_manage(request.reader, restraint.booking.resource):
        raise Http404
    try:
        answer_objection(
            restraint, by=request.reader, lift=request.POST.get("lift") == "1", words=request.POST.get("words", "")
        )
        messages.success(request, _("Noted."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("centres:visits")
