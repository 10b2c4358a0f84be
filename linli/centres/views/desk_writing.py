"""What a form of a centre's sheet writes; each says how many bookings were lost by it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from linli.bookings.domain.closing import close_resource_for
from linli.bookings.models import Resource
from linli.centres.domain.duty import renewing
from linli.centres.domain.hours import change_hours_with_bookings, except_days_with_bookings
from linli.centres.enums import Duty
from linli.people.doors import ReadRequest
from linli.places.domain.place import change_place
from linli.places.domain.room import open_room, open_window
from linli.places.enums import RoomKind
from linli.places.models import Place


def of_place(kind: Any, place: Place, request: ReadRequest) -> Any:
    """The row that the form names, if it is of this place."""
    try:
        number = UUID(request.POST.get("id", ""))
    except ValueError:
        raise Http404 from None
    return get_object_or_404(kind, id=number, place=place)


def _hours(request: ReadRequest, place: Place, form: Any) -> int:
    lost = renewing(change_hours_with_bookings, place, Duty.HOURS, request.reader)(
        place, form.week(), by=request.reader
    )
    return len(lost)


def _except(request: ReadRequest, place: Place, form: Any) -> int:
    said = form.cleaned_data
    _made, lost = except_days_with_bookings(
        place, said["first_on"], said["last_on"], said["spans"], reason=said["reason"], by=request.reader
    )
    return len(lost)


def _facts(request: ReadRequest, place: Place, form: Any) -> int:
    change_place(place, form.cleaned_data, by=request.reader)
    return 0


def _room(request: ReadRequest, place: Place, form: Any) -> int:
    said = form.cleaned_data
    open_room(place, said["name"], kind=RoomKind(said["kind"]), seats=said["seats"], equipment=said["equipment"],
              by=request.reader)  # fmt: skip
    return 0


def _window(request: ReadRequest, place: Place, form: Any) -> int:
    open_window(place, form.cleaned_data["number"], form.cleaned_data["name"], by=request.reader)
    return 0


def _closing(request: ReadRequest, place: Place, form: Any) -> int:
    resource = of_place(Resource, place, request)
    said = form.cleaned_data
    _made, lost = close_resource_for(
        resource, said["starts_at"], said["ends_at"], reason=said["reason"], by=request.reader
    )
    return len(lost)


WRITING: dict[str, Callable[[ReadRequest, Place, Any], int]] = {
    "hours": _hours, "exception": _except, "facts": _facts, "room": _room, "window": _window, "closing": _closing,
}  # fmt: skip
