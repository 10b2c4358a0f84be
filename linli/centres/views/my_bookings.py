"""What somebody has booked and waits for, and what they say where the centre approves it for a while."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.bookings.domain.restraint import object_to
from linli.bookings.enums import ResourceKind
from linli.bookings.models import WaitingEntry
from linli.bookings.queries.bookings import my_bookings, my_waiting
from linli.bookings.queries.feeds import secret_of
from linli.bookings.queries.restraint import restraint_of
from linli.centres.queries.items import item_titles
from linli.centres.views.answer import private, show
from linli.common.errors import Refusal
from linli.people.doors import ReadRequest, signed_in


@require_safe
@signed_in
def show_bookings(request: ReadRequest) -> HttpResponse:
    """What I have booked, and what I wait for."""
    return _bookings(request)


def _bookings(request: ReadRequest, *, fault: str = "", status: int = 200) -> HttpResponse:
    reader = request.reader
    assert reader.actor_id is not None  # signed in
    mine = my_bookings(reader)
    titles = {code: item_titles(code) for code in {row.resource.place.code for row in mine if row.item_code}}
    context = {
        "restraint": restraint_of(reader.actor_id),
        "fault": fault,
        "typed": request.POST.get("words", ""),
        "rows": [(booking, titles.get(booking.resource.place.code, {}).get(booking.item_code, "")) for booking in mine],
        "waiting": [(entry, _what(entry)) for entry in my_waiting(reader)],
        "secret": secret_of("account", reader.actor_id),
    }
    return private(show(request, "centres/bookings.html", context, active="me", status=status))


def _what(entry: WaitingEntry) -> str:
    """At windows one waits for the matter, whichever window it will be."""
    if entry.resource.kind != ResourceKind.WINDOW:
        return str(entry.resource.name)
    return item_titles(entry.resource.place.code).get(entry.item_code, _("Appointment at a window"))


@require_POST
@signed_in
def make_objection(request: ReadRequest) -> HttpResponse:
    """Say what was different about the bookings that were not kept."""
    assert request.reader.actor_id is not None  # signed in
    restraint = restraint_of(request.reader.actor_id)
    if restraint is None:
        raise Http404
    try:
        object_to(restraint, request.POST.get("words", ""), by=request.reader)
    except Refusal as refusal:
        return _bookings(request, fault=str(refusal), status=refusal.status)
    messages.success(request, _("It has arrived. The centre answers you."))
    return redirect("centres:bookings")
