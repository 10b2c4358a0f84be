"""Book a room from a centre's page: choose a day, choose a time, which is kept while the form is filled in."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.bookings.domain.booking import hold_slot
from linli.bookings.domain.joining import join_waiting
from linli.bookings.enums import AHEAD
from linli.bookings.models import Booking, Resource
from linli.bookings.queries.slots import slots_from
from linli.centres.forms.booking import SlotForm
from linli.centres.views.answer import private, show
from linli.centres.views.week import DAYS, heading_of, times_of, week_context
from linli.common.errors import Refusal
from linli.people.doors import ReadRequest, open_to_all, signed_in


@require_safe
@open_to_all
def show_room(request: ReadRequest, code: str, resource_id: UUID) -> HttpResponse:
    """The free times of a week. `move` names a booking of one's own that is to be moved."""
    return _room(request, resource_or_404(code, resource_id))


def _room(request: ReadRequest, resource: Resource, *, fault: str = "", status: int = 200) -> HttpResponse:
    week = week_context(request, resource.horizon_days)
    days = slots_from(resource, week["first"], DAYS)
    moving = _moving(request, resource)
    context = {
        "resource": resource, "place": resource.place, "days": [(heading_of(day), times_of(day)) for day in days], "fault": fault,
        "full": [slot for day in days for slot in day.slots if not slot.left], "key": uuid4().hex, "moving": moving,
        "has_free": any(slot.left for day in days for slot in day.slots), **week,
        "lengths": range(1, resource.most_slots + 1) if resource.most_slots > 1 and not moving else (),
    }  # fmt: skip
    return private(show(request, "centres/room.html", context, status=status))


def resource_or_404(code: str, resource_id: UUID) -> Resource:
    found = Resource.objects.filter(id=resource_id, place__code=code, closed_at__isnull=True, kind="room")
    resource = found.select_related("place", "room").first()
    if resource is None:
        raise Http404
    return resource


def _moving(request: ReadRequest, resource: Resource) -> Booking | None:
    try:
        number = UUID(request.GET.get("move", ""))
    except ValueError:
        return None
    if request.reader.actor_id is None:
        return None
    mine = Booking.objects.filter(id=number, resource=resource, account_id=request.reader.actor_id, state__in=AHEAD)
    return mine.first()


@require_POST
@signed_in
def make_hold(request: ReadRequest, code: str, resource_id: UUID) -> HttpResponse:
    """Keep the chosen time for whoever fills in the form."""
    resource = resource_or_404(code, resource_id)
    form = SlotForm(request.POST)
    if not form.is_valid():
        return _room(request, resource, fault=str(next(iter(form.errors.values()))[0]), status=422)
    said = form.cleaned_data
    try:
        held = hold_slot(resource, said["slot"], by=request.reader, slots=said["slots"] or 1, key=said["key"])
    except Refusal as refusal:
        return _room(request, resource, fault=str(refusal), status=refusal.status)
    return redirect("centres:booking", booking_id=held.id)


@require_POST
@signed_in
def make_waiting(request: ReadRequest, code: str, resource_id: UUID) -> HttpResponse:
    """Wait for a time that is full."""
    resource = resource_or_404(code, resource_id)
    form = SlotForm(request.POST)
    if not form.is_valid():
        return _room(request, resource, fault=str(next(iter(form.errors.values()))[0]), status=422)
    try:
        join_waiting(resource, form.cleaned_data["slot"], by=request.reader)
    except Refusal as refusal:
        return _room(request, resource, fault=str(refusal), status=refusal.status)
    messages.success(request, _("You are on the list; if a place becomes free it is yours, and you are told."))
    return redirect("centres:bookings")
