"""One centre at the desk: its hours, rooms, windows and facts, and what was changed lately."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from linli.areas.queries.map import area_path
from linli.bookings.queries.bookings import resources_of
from linli.bookings.rules import MAY_RECEIVE
from linli.centres.forms.booking import RefusingForm
from linli.centres.forms.place import (
    ClosingForm,
    ExceptionForm,
    FactsForm,
    HoursForm,
    LettingForm,
    RoomForm,
    WindowForm,
)
from linli.centres.queries.changes import changes_of, exceptions_ahead
from linli.centres.queries.disclosures import four_of
from linli.centres.queries.face import week_texts
from linli.centres.views.answer import own_place_or_404, private
from linli.people.doors import ReadRequest, staff_only
from linli.places.domain.place import CHANGEABLE
from linli.places.models import OpeningHours, Place
from linli.places.queries.hours import opening_of
from linli.places.rules import may_manage

FORMS: dict[str, type[RefusingForm]] = {
    "hours": HoursForm, "exception": ExceptionForm, "facts": FactsForm, "room": RoomForm, "window": WindowForm,
    "closing": ClosingForm,
}  # fmt: skip


@require_safe
@staff_only(*MAY_RECEIVE)
def show_sheet(request: ReadRequest, code: str) -> HttpResponse:
    """One centre: its hours, exceptions, rooms, windows and facts, and what was changed lately."""
    return sheet(request, own_place_or_404(request, code), {})


def sheet(
    request: ReadRequest, place: Place, forms: dict[str, RefusingForm], *, status: int = 200, fault: str = ""
) -> HttpResponse:
    opening = opening_of(place.id)
    lets = {resource.room_id: resource for resource in resources_of(place.id)}
    closing, named = forms.pop("closing", None), request.POST.get("id", "")
    rooms = []
    for room in place.rooms.order_by("kind", "name"):
        let = lets.get(room.id)
        own = closing if let and closing and named == str(let.id) else ClosingForm(auto_id=f"closing-{room.id}-%s")
        rooms.append((room, let, LettingForm.of(let, auto_id=f"letting-{room.id}-%s"), own))
    initial: dict[str, dict[str, Any]] = {
        "hours": {f"day_{day}": text for day, text in enumerate(week_texts(opening))},
        "facts": {name: getattr(place, name) for name in CHANGEABLE},
        "exception": {"first_on": localdate() + timedelta(days=1), "last_on": localdate() + timedelta(days=1)},
    }
    context = {
        "place": place, "path": " ".join(area_path(place.area)), "may_manage": may_manage(request.reader, place.area),
        "opening": opening, "rooms": rooms, "windows": list(place.windows.order_by("number")), "fault": fault,
        "exceptions": exceptions_ahead(place),
        "versions": list(OpeningHours.objects.filter(place=place).order_by("-since")[:3]),
        "changes": changes_of(place), "disclosures": four_of(place),
        "opened": next(iter(forms), ""),
        **{f"{name}_form": forms.get(name) or form(initial=initial.get(name), auto_id=f"{name}_%s")
           for name, form in FORMS.items() if name != "closing"},
    }  # fmt: skip
    return private(render(request, "centres/sheet.html", context, status=status))
