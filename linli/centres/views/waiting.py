"""What the pages of a time share where it is full or lost: waiting for it, and moving to another."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.bookings.domain.joining import leave_waiting
from linli.bookings.enums import AHEAD
from linli.bookings.errors import SlotTaken
from linli.bookings.models import Booking, WaitingEntry
from linli.centres.forms.booking import SlotForm
from linli.common.errors import Refusal
from linli.people.doors import ReadRequest, signed_in


def moving_of(request: ReadRequest, **where: Any) -> Booking | None:
    """The booking of one's own that is to be moved."""
    try:
        number = UUID(request.GET.get("move", ""))
    except ValueError:
        return None
    if request.reader.actor_id is None:
        return None
    mine = Booking.objects.filter(id=number, account_id=request.reader.actor_id, state__in=AHEAD, **where)
    return mine.select_related("resource__place").first()


def lost_slot(request: ReadRequest, fault: Refusal | str) -> datetime | None:
    """The time that somebody else was faster with: it can be waited for at once."""
    form = SlotForm(request.POST)
    return form.cleaned_data["slot"] if isinstance(fault, SlotTaken) and form.is_valid() else None


def say_waiting() -> str:
    return _("You are on the list. If it becomes free it is kept for you, and you are told until when to accept it.")


@require_POST
@signed_in
def leave(request: ReadRequest, entry_id: UUID) -> HttpResponse:
    """Leave the waiting list of a time."""
    entry = get_object_or_404(WaitingEntry, id=entry_id, account_id=request.reader.actor_id)
    leave_waiting(entry, by=request.reader)
    messages.success(request, _("You are off the list."))
    return redirect("centres:bookings")
