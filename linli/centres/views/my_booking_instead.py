"""Another time instead of one that ran out, or that the centre closed."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from linli.bookings.domain.booking import confirm_hold, hold_slot, slots_in
from linli.bookings.domain.closing import accept_offer
from linli.bookings.domain.windows import hold_window
from linli.bookings.enums import ResourceKind
from linli.bookings.models import Booking, Resource
from linli.bookings.queries.windows import windows_of
from linli.centres.forms.booking import DetailsForm, SlotForm
from linli.centres.views.my_booking import answer_booking, booking_or_404
from linli.common.errors import Refusal
from linli.people.doors import ReadRequest


def choose_again(request: ReadRequest, booking: Booking) -> HttpResponse:
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


def accept(request: ReadRequest, booking: Booking) -> HttpResponse:
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
