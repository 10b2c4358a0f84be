"""Book a room from a centre's page: choose a day, choose a time, which is kept while the form is filled in."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from linli.bookings.domain.booking import hold_slot
from linli.bookings.domain.joining import join_waiting
from linli.bookings.models import Booking, Resource
from linli.bookings.queries.rooms import room_let
from linli.bookings.queries.slots import slots_from
from linli.centres.forms.booking import SlotForm
from linli.centres.views.answer import private, show
from linli.centres.views.waiting import lost_slot, moving_of, say_waiting
from linli.centres.views.week import DAYS, free_and_full, week_context
from linli.common.errors import Refusal
from linli.people.doors import ReadRequest, open_to_all, signed_in


@require_safe
@open_to_all
def show_room(request: ReadRequest, code: str, resource_id: UUID) -> HttpResponse:
    """The free times of a week. `move` names a booking of one's own that is to be moved."""
    resource = resource_or_404(code, resource_id)
    return answer_room(request, resource, moving=moving_of(request, resource=resource))


def answer_room(
    request: ReadRequest,
    resource: Resource,
    *,
    moving: Booking | None = None,
    fault: Refusal | str = "",
    status: int = 200,
) -> HttpResponse:
    week = week_context(request, resource.horizon_days)
    context = week | free_and_full(slots_from(resource, week["first"], DAYS)) | {
        "resource": resource, "place": resource.place, "fault": fault, "key": uuid4().hex, "moving": moving,
        "page": reverse("centres:room", args=[resource.place.code, resource.id]), "lost": lost_slot(request, fault),
        "query": f"move={moving.id}&" if moving else "",
        "lengths": range(1, resource.most_slots + 1) if resource.most_slots > 1 and not moving else (),
    }  # fmt: skip
    return private(show(request, "centres/room.html", context, status=status))


def resource_or_404(code: str, resource_id: UUID) -> Resource:
    found = Resource.objects.filter(id=resource_id, place__code=code, closed_at__isnull=True, kind="room")
    resource = found.select_related("place", "room").first()
    if resource is None:
        raise Http404
    return resource


@require_POST
@signed_in
def make_hold(request: ReadRequest, code: str, resource_id: UUID) -> HttpResponse:
    """Keep the chosen time for whoever fills in the form."""
    form = SlotForm(request.POST)
    if not form.is_valid():
        fault = str(next(iter(form.errors.values()))[0])
        return answer_room(request, resource_or_404(code, resource_id), fault=fault, status=422)
    said, resource = form.cleaned_data, room_let(code, resource_id)
    if resource is None:
        raise Http404
    try:
        held = hold_slot(resource, said["slot"], by=request.reader, slots=said["slots"] or 1, key=said["key"])
    except Refusal as refusal:
        return answer_room(request, resource_or_404(code, resource_id), fault=refusal, status=refusal.status)
    return redirect("centres:booking", booking_id=held.id)


@require_POST
@signed_in
def make_waiting(request: ReadRequest, code: str, resource_id: UUID) -> HttpResponse:
    """Wait for a time that is full."""
    resource = resource_or_404(code, resource_id)
    form = SlotForm(request.POST)
    if not form.is_valid():
        return answer_room(request, resource, fault=str(next(iter(form.errors.values()))[0]), status=422)
    try:
        join_waiting(resource, form.cleaned_data["slot"], by=request.reader)
    except Refusal as refusal:
        return answer_room(request, resource, fault=refusal, status=refusal.status)
    messages.success(request, say_waiting())
    return redirect("centres:bookings")
