"""One booking of mine: what it is, who comes, what can be had instead."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from linli.bookings.enums import BookingState, ResourceKind
from linli.bookings.models import Booking, HomeVisit, WaitingEntry
from linli.bookings.queries.offers import offers_for
from linli.bookings.queries.slots import slots_from
from linli.bookings.queries.visits import code_of
from linli.bookings.queries.windows import window_days, windows_of
from linli.centres.forms.booking import DetailsForm
from linli.centres.queries.items import item_titles
from linli.centres.views.answer import private, show
from linli.centres.views.week import DAYS, heading_of, times_of
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
    is_over = is_over or booking.state == BookingState.EXPIRED
    limit = booking.starts_at - timedelta(minutes=booking.resource.cancel_minutes)
    context: dict[str, object] = {
        "booking": booking, "resource": booking.resource, "place": booking.resource.place, "fault": fault,
        "is_held": booking.state == BookingState.HELD and not is_over, "is_over": is_over,
        "moving": choosing_page(booking, move=True), "may_change": booking.state in (BookingState.ASKED, BookingState.BOOKED) and here <= limit, "limit": limit,
        "is_ahead": booking.state in (BookingState.ASKED, BookingState.BOOKED) and booking.starts_at > here,
        "form": form or details_of(booking), "offers": offers_for(booking, at=here), **_visit_context(booking),
        "taken_instead": booking.followers.exclude(state=BookingState.CANCELLED).first() if booking.closing_id else None,
        "helper": label_words(booking.helper), "what": item_titles(booking.resource.place.code).get(booking.item_code, ""),
        "choosing": choosing_page(booking), "moved_up": WaitingEntry.objects.filter(booking=booking).exists(), "here": here,
    }  # fmt: skip
    if is_over:
        context |= {"again": _times_around(booking, here), "key": request.POST.get("key", "") or uuid4().hex}
    return private(show(request, "centres/booking.html", context, active="me", status=status))


def details_of(booking: Booking) -> DetailsForm:
    return DetailsForm(resource=booking.resource, initial={"people": booking.people})


def choosing_page(booking: Booking, *, move: bool = False) -> str:
    """Where a time of this kind is chosen; `move`: for this booking."""
    place = booking.resource.place
    if booking.resource.kind == ResourceKind.WINDOW:
        page, query = reverse("centres:windows", args=[place.code]), f"?item={booking.item_code}"
    else:
        page, query = reverse("centres:room", args=[place.code, booking.resource_id]), ""
    return f"{page}?move={booking.id}" if move else page + query


def _times_around(booking: Booking, here: datetime) -> list[tuple[str, list[tuple[str, str, int]]]]:
    """The times of a week from the day of a booking that ran out, so that another is chosen with all that was typed."""
    first = max(localdate(booking.starts_at), localdate(here))
    if booking.resource.kind == ResourceKind.WINDOW:
        item = booking.item_code
        days = window_days(windows_of(booking.resource.place_id, item), first, DAYS, item=item)
    else:
        days = slots_from(booking.resource, first, DAYS)
    return [(heading_of(day), times_of(day)) for day in days if any(slot.left for slot in day.slots)]


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
