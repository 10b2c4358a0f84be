"""A visit at home is approved, refused, begun, ended, and tied to the matter it served."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.bookings.domain.booking import cancel_booking
from linli.bookings.domain.receiving import refuse_booking
from linli.bookings.domain.visit import approve_visit, arrive_visit, end_visit, name_visitors, tie_case
from linli.bookings.enums import BookingState, VisitResult
from linli.bookings.models import Booking
from linli.cases.queries.address import number_of
from linli.cases.queries.visible import visible_to
from linli.centres.errors import NoSuchMatter
from linli.centres.views.desk_visits import WHO, answer_visit, read_address, visit_or_404
from linli.common.errors import Refusal
from linli.people.doors import ReadRequest, staff_only


@require_POST
@staff_only(*WHO)
def make_deed(request: ReadRequest, booking_id: UUID, deed: str) -> HttpResponse:
    """Approve and name who goes, refuse or call off, look at the address, note the arrival, and how it ended."""
    booking = visit_or_404(request, booking_id)
    if deed not in DEEDS and deed != "address":
        raise Http404
    try:
        if deed == "address":
            return answer_visit(request, booking, address=read_address(request, booking))
        DEEDS[deed](request, booking)
    except Refusal as refusal:
        booking.refresh_from_db()
        return answer_visit(request, visit_or_404(request, booking_id), fault=str(refusal), status=refusal.status)
    messages.success(request, _("Noted."))
    return redirect("centres:desk-visit", booking_id=booking.id)


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
    end_visit(booking, by=request.reader, result=VisitResult(request.POST["result"]), found=request.POST.get("found", ""),
              case_id=_matter(request) if request.POST.get("matter", "").strip() else None)  # fmt: skip


def _matter(request: ReadRequest) -> UUID:
    """The matter of a typed number, if the reader may see it. What is told in confidence hangs on no visit.

    Raises NoSuchMatter.
    """
    number = number_of(request.POST.get("matter", "").strip())
    seen = visible_to(request.reader).filter(number=number, is_confidential=False) if number is not None else None
    found = seen.values_list("id", flat=True).first() if seen is not None else None
    if found is None:
        raise NoSuchMatter
    return found


def _tie(request: ReadRequest, booking: Booking) -> None:
    tie_case(booking, _matter(request), by=request.reader)


DEEDS: dict[str, Callable[[ReadRequest, Booking], object]] = {
    "approval": _approve, "arrival": _arrive, "ending": _end, "matter": _tie,
    "refusal": lambda request, booking: refuse_booking(booking, by=request.reader, reason=request.POST.get("reason", "")),
    "cancellation": lambda request, booking: cancel_booking(booking, by=request.reader, reason=request.POST.get("reason", "")),
}  # fmt: skip
