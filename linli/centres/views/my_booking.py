"""One booking of mine: what it is, who comes, what can be had instead."""

from datetime import timedelta
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from linli.bookings.enums import BookingState
from linli.bookings.models import Booking, HomeVisit
from linli.bookings.queries.offers import offers_for
from linli.bookings.queries.visits import code_of
from linli.centres.forms.booking import DetailsForm
from linli.centres.queries.items import item_titles
from linli.centres.views.answer import private, show
from linli.people.doors import ReadRequest, signed_in
from linli.people.labels import label_words


@require_safe
@signed_in
def show_booking(request: ReadRequest, booking_id: UUID) -> HttpResponse:
    """One booking of mine; while it is only held, the form that makes it one."""
    return answer_booking(request, booking_or_404(request, booking_id))


def answer_booking(
    request: ReadRequest, booking: Booking, form: DetailsForm | None = None, *, fault: str = "", status: int = 200
) -> HttpResponse:
    here = now()
    is_over = booking.state == BookingState.HELD and booking.expires_at is not None and booking.expires_at <= here
    limit = booking.starts_at - timedelta(minutes=booking.resource.cancel_minutes)
    context = {
        "booking": booking, "resource": booking.resource, "place": booking.resource.place, "fault": fault,
        "is_held": booking.state == BookingState.HELD and not is_over, "is_over": is_over or booking.state == BookingState.EXPIRED,
        "may_change": booking.state in (BookingState.ASKED, BookingState.BOOKED) and here <= limit, "limit": limit,
        "is_ahead": booking.state in (BookingState.ASKED, BookingState.BOOKED) and booking.starts_at > here,
        "form": form or DetailsForm(resource=booking.resource), "offers": offers_for(booking, at=here), **_visit_context(booking),
        "taken_instead": booking.followers.exclude(state=BookingState.CANCELLED).first() if booking.closing_id else None,
        "helper": label_words(booking.helper), "what": item_titles(booking.resource.place.code).get(booking.item_code, ""),
    }  # fmt: skip
    return private(show(request, "centres/booking.html", context, active="me", status=status))


def _visit_context(booking: Booking) -> dict[str, object]:
    visit = HomeVisit.objects.filter(booking=booking).prefetch_related("visitors").first()
    if visit is None:
        return {}
    is_coming = booking.state in (BookingState.BOOKED, BookingState.ARRIVED)
    return {
        "visit": visit, "visitors": [label_words(one.label) for one in visit.visitors.all()],
        "code": code_of(visit.id) if is_coming and visit.visitors.all() else "",
    }  # fmt: skip


def booking_or_404(request: ReadRequest, booking_id: UUID) -> Booking:
    """Only one's own: staff see bookings of others at the desk."""
    assert request.reader.actor_id is not None  # signed in
    mine = Booking.objects.filter(id=booking_id, account_id=request.reader.actor_id)
    booking = mine.select_related("resource__place", "resource__room", "closing").first()
    if booking is None:
        raise Http404
    return booking
