"""What stands about a centre is written, or taken back."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from linli.bookings.domain.address import open_address
from linli.bookings.domain.resource import let_no_more, let_room
from linli.bookings.models import Resource
from linli.bookings.rules import MAY_MANAGE
from linli.centres.domain.hours import take_back_hours_with_bookings
from linli.centres.domain.spot import close_with_bookings, open_for_bookings
from linli.centres.forms.place import (
    LettingForm,
)
from linli.centres.views.answer import own_place_or_404
from linli.centres.views.desk_sheet import FORMS, sheet
from linli.centres.views.desk_writing import WRITING, of_place
from linli.common.errors import Refusal
from linli.common.models import AuditEntry
from linli.people.doors import ReadRequest, staff_only
from linli.places.domain.hours import withdraw_exception
from linli.places.domain.place import take_back_change
from linli.places.errors import NotYourPlace
from linli.places.models import HoursException, OpeningHours, Place, Room, Window
from linli.places.rules import may_manage


@require_POST
@staff_only(*MAY_MANAGE)
def make_deed(request: ReadRequest, code: str, deed: str) -> HttpResponse:
    """Change something about a centre, or take it back."""
    place = own_place_or_404(request, code)
    try:
        if deed in FORMS:
            form = FORMS[deed](request.POST, auto_id=f"{deed}_%s")
            if not form.is_valid():
                return sheet(request, place, {deed: form}, status=422)
            try:
                lost = WRITING[deed](request, place, form)
            except Refusal as refusal:
                form.refuse(refusal)
                return sheet(request, place, {deed: form}, status=refusal.status)
        elif deed in PLAIN:
            lost = PLAIN[deed](request, place) or 0
        else:
            raise Http404
    except Refusal as refusal:
        return sheet(request, place, {}, status=refusal.status, fault=str(refusal))
    messages.success(request, _saved(lost))
    return redirect("centres:sheet", code=place.code)


def _saved(lost: int) -> str:
    """What was written, and whom it has hit."""
    if not lost:
        return _("Saved.")
    return ngettext(
        "Saved. %(n)s booking falls into it: the person was told, and offered another time where one is free.",
        "Saved. %(n)s bookings fall into it: each person was told, and offered another time where one is free.", lost,
    ) % {"n": lost}  # fmt: skip


def _take_back_hours(request: ReadRequest, place: Place) -> int:
    lost = take_back_hours_with_bookings(of_place(OpeningHours, place, request), by=request.reader)
    return len(lost)


def _withdraw_exception(request: ReadRequest, place: Place) -> None:
    withdraw_exception(of_place(HoursException, place, request), by=request.reader)


def _take_back_facts(request: ReadRequest, place: Place) -> None:
    try:
        number = UUID(request.POST.get("id", ""))
    except ValueError:
        raise Http404 from None
    entry = get_object_or_404(AuditEntry, id=number, subject_kind="place", subject_id=str(place.id))
    take_back_change(entry, by=request.reader)


def _close_spot(request: ReadRequest, place: Place) -> int:
    spot = of_place(Window if request.POST.get("kind") == "window" else Room, place, request)
    lost = close_with_bookings(
        spot, by=request.reader, reason=request.POST.get("reason", "").strip() or _("Out of use for now")
    )
    return len(lost)


def _reopen_spot(request: ReadRequest, place: Place) -> None:
    open_for_bookings(
        of_place(Window if request.POST.get("kind") == "window" else Room, place, request), by=request.reader
    )


def _let(request: ReadRequest, place: Place) -> None:
    room: Room = of_place(Room, place, request)
    form = LettingForm(request.POST)
    if not form.is_valid():
        raise Http404  # the browser checks these numbers; whoever sends others by hand gets no page for it
    let_room(room, by=request.reader, **form.cleaned_data)


def _let_no_more(request: ReadRequest, place: Place) -> None:
    let_no_more(of_place(Resource, place, request), by=request.reader)


def _open_address(request: ReadRequest, place: Place) -> None:
    if not may_manage(request.reader, place.area):
        raise NotYourPlace
    open_address("place", place.id)


PLAIN: dict[str, Callable[[ReadRequest, Place], int | None]] = {
    "hours-taking-back": _take_back_hours, "exception-withdrawal": _withdraw_exception,
    "facts-taking-back": _take_back_facts, "spot-closing": _close_spot, "spot-opening": _reopen_spot, "letting": _let,
    "letting-end": _let_no_more, "calendar-address": _open_address,
}  # fmt: skip
