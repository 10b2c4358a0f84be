"""A booking of mine is confirmed, moved, given back, or another taken instead."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_POST

from linli.bookings.domain.booking import cancel_booking, confirm_hold, hold_slot, reschedule, slots_in
from linli.bookings.domain.closing import accept_offer
from linli.bookings.domain.series import cancel_rest
from linli.bookings.domain.visit import know_visitor
from linli.bookings.domain.windows import hold_window, move_window
from linli.bookings.enums import BookingState, ResourceKind
from linli.bookings.errors import NoSuchSlot, SlotTaken
from linli.bookings.models import Booking, HomeVisit, Resource
from linli.bookings.queries.windows import windows_of
from linli.centres.forms.booking import DetailsForm, SlotForm
from linli.centres.views.my_booking import answer_booking, booking_or_404, choosing_page
from linli.centres.views.room import answer_room
from linli.centres.views.windows import answer_windows
from linli.common.errors import Refusal
from linli.people.doors import ReadRequest, signed_in


@require_POST
@signed_in
def make_deed(request: ReadRequest, booking_id: UUID, deed: str) -> HttpResponse:
    """Confirm, give back, or move to another time."""
    booking = booking_or_404(request, booking_id)
    if deed not in DEEDS:
        raise Http404
    return DEEDS[deed](request, booking)


def _confirm(request: ReadRequest, booking: Booking) -> HttpResponse:
    form = DetailsForm(request.POST, resource=booking.resource)
    if not form.is_valid():
        return answer_booking(request, booking, form, status=422)
    try:
        confirm_hold(booking, by=request.reader, **form.said())
    except Refusal as refusal:
        form.refuse(refusal)
        booking.refresh_from_db()
        return answer_booking(request, booking, form, status=refusal.status)
    return redirect("centres:booking", booking_id=booking.id)


def _cancel(request: ReadRequest, booking: Booking) -> HttpResponse:
    was_held = booking.state == BookingState.HELD
    try:
        cancel_booking(booking, by=request.reader)
    except Refusal as refusal:
        return answer_booking(request, booking, fault=str(refusal), status=refusal.status)
    messages.success(request, _("Given back."))
    if was_held:
        return redirect(choosing_page(booking))
    return redirect("centres:bookings")


def _move(request: ReadRequest, booking: Booking) -> HttpResponse:
    """Move it in one step; what cannot be had leaves it where it was, and the times are shown again."""
    form = SlotForm(request.POST)
    is_window = booking.resource.kind == ResourceKind.WINDOW
    place = booking.resource.place
    try:
        if not form.is_valid():
            raise NoSuchSlot
        if is_window:
            windows = windows_of(place.id, booking.item_code)
            move_window(booking, windows, form.cleaned_data["slot"], by=request.reader)
        else:
            reschedule(booking, form.cleaned_data["slot"], by=request.reader)
    except (SlotTaken, NoSuchSlot) as refusal:
        if is_window:
            return answer_windows(request, place, moving=booking, fault=refusal, status=refusal.status)
        return answer_room(request, booking.resource, moving=booking, fault=refusal, status=refusal.status)
    except Refusal as refusal:
        return answer_booking(request, booking, fault=str(refusal), status=refusal.status)
    messages.success(request, pgettext("booking", "Moved."))
    return redirect("centres:booking", booking_id=booking.id)


def _choose_again(request: ReadRequest, booking: Booking) -> HttpResponse:
    """Take another time instead of a hold that ran out, with what was typed for it: kept and confirmed in one step."""
    form, chosen = DetailsForm(request.POST, resource=booking.resource), SlotForm(request.POST)
    if not form.is_valid() or not chosen.is_valid():
        fault = "" if chosen.is_valid() else _("Choose one of the times.")
        return answer_booking(request, booking, form, fault=fault, status=422)
    said, slot, key = form.said(), chosen.cleaned_data["slot"], chosen.cleaned_data["key"]
    try:
        if booking.resource.kind == ResourceKind.WINDOW:
            windows = windows_of(booking.resource.place_id, booking.item_code)
            held = hold_window(
                windows, slot, by=request.reader, item_code=booking.item_code, case_id=booking.case_id, key=key
            )
        else:
            held = hold_slot(
                booking.resource, slot, by=request.reader, slots=slots_in(booking, booking.resource), key=key
            )
    except Refusal as refusal:
        return answer_booking(request, booking, form, fault=str(refusal), status=refusal.status)
    try:
        confirm_hold(held, by=request.reader, **said)
    except Refusal as refusal:
        form.refuse(refusal)
        return answer_booking(request, booking_or_404(request, held.id), form, status=refusal.status)
    return redirect("centres:booking", booking_id=held.id)


def _accept(request: ReadRequest, booking: Booking) -> HttpResponse:
    """Take what is offered instead of a time that the centre closed."""
    form = SlotForm(request.POST)
    other = _named_resource(request)
    if not form.is_valid() or other is None:
        return answer_booking(request, booking, fault=_("Choose one of the times."), status=422)
    try:
        made = accept_offer(booking, other, form.cleaned_data["slot"], by=request.reader)
    except Refusal as refusal:
        return answer_booking(request, booking, fault=str(refusal), status=refusal.status)
    return redirect("centres:booking", booking_id=made.id)


def _named_resource(request: ReadRequest) -> Resource | None:
    try:
        return Resource.objects.filter(id=UUID(request.POST.get("resource", ""))).first()
    except ValueError:
        return None


def _give_back_rest(request: ReadRequest, booking: Booking) -> HttpResponse:
    """Give back this time of a series and all after it."""
    try:
        given = cancel_rest(booking, by=request.reader)
    except Refusal as refusal:
        return answer_booking(request, booking, fault=str(refusal), status=refusal.status)
    messages.success(request, ngettext("%(count)s time given back.", "%(count)s times given back.", len(given))
                     % {"count": len(given)})  # fmt: skip
    return redirect("centres:bookings")


def _know(request: ReadRequest, booking: Booking) -> HttpResponse:
    """The code that was said at the door is the right one."""
    if not HomeVisit.objects.filter(booking=booking).exists():
        raise Http404
    try:
        know_visitor(booking, by=request.reader)
    except Refusal as refusal:
        return answer_booking(request, booking, fault=str(refusal), status=refusal.status)
    messages.success(request, _("Noted. You may let them in."))
    return redirect("centres:booking", booking_id=booking.id)


DEEDS: dict[str, Callable[[ReadRequest, Booking], HttpResponse]] = {
    "confirmation": _confirm, "cancellation": _cancel, "move": _move, "acceptance": _accept, "rest": _give_back_rest,
    "known": _know, "again": _choose_again,
}  # fmt: skip
