"""Centres at the desk: what stands about them is changed, their rooms are let, and bookings are received."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_date
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from linli.areas.queries.map import area_path
from linli.bookings.domain.address import open_address
from linli.bookings.domain.booking import cancel_booking
from linli.bookings.domain.closing import close_resource_for
from linli.bookings.domain.receiving import (
    approve_booking,
    arrive,
    note_no_show,
    refuse_booking,
)
from linli.bookings.domain.resource import let_no_more, let_room
from linli.bookings.models import Booking, Resource
from linli.bookings.queries.bookings import calendar_of, resources_of, visible_to
from linli.bookings.queries.feeds import secret_of
from linli.bookings.rules import MAY_MANAGE, MAY_RECEIVE
from linli.centres.domain.duty import renewing
from linli.centres.domain.spot import close_with_bookings, open_for_bookings
from linli.centres.enums import Duty
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
from linli.centres.queries.disclosures import four_of, stale_counts
from linli.centres.queries.face import week_texts
from linli.centres.queries.items import item_titles
from linli.centres.queries.listing import centre_page
from linli.centres.rules import MAY_SEE_STALE
from linli.centres.views.answer import place_or_404, private
from linli.common.errors import Refusal
from linli.common.models import AuditEntry
from linli.people.doors import ReadRequest, staff_only
from linli.people.identity import mask_name
from linli.places.domain.hours import change_hours, except_days, take_back_hours, withdraw_exception
from linli.places.domain.place import CHANGEABLE, change_place, take_back_change
from linli.places.domain.room import open_room, open_window
from linli.places.enums import PlaceKind, RoomKind
from linli.places.errors import NotYourPlace
from linli.places.models import HoursException, OpeningHours, Place, Room, Window
from linli.places.queries.directory import find_places, open_places
from linli.places.queries.grids import served_grids
from linli.places.queries.hours import opening_of
from linli.places.rules import may_manage

FORMS: dict[str, type[RefusingForm]] = {
    "hours": HoursForm, "exception": ExceptionForm, "facts": FactsForm, "room": RoomForm, "window": WindowForm,
    "closing": ClosingForm,
}  # fmt: skip
DAYS, FARTHEST = 14, timedelta(days=730)


def areas_of(request: ReadRequest) -> tuple[str, ...]:
    return tuple(post.area for post in request.reader.with_role(*MAY_RECEIVE))


@require_safe
@staff_only(*MAY_RECEIVE)
def show_list(request: ReadRequest) -> HttpResponse:
    """The centres of my areas, and which grids there have their place."""
    areas, words = areas_of(request), request.GET.get("q", "").strip()[:80]
    number = request.GET.get("page", "1")
    found = (
        [place for place in find_places(words) if place.area.startswith(areas)] if words else open_places(within=areas)
    )
    page = centre_page(found, int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1)
    titles = (pgettext("place", "Name"), pgettext("place", "Kind"), _("Town and community"), _("Now"), _("To renew"))
    stale = stale_counts([line.place.id for line in page.lines if line.place.kind == PlaceKind.CENTRE])
    context = {
        "page": page, "lines": [(line, stale.get(line.place.id)) for line in page.lines], "words": words,
        "served": served_grids(areas), "columns": [{"title": title} for title in titles],
    }  # fmt: skip
    return render(request, "centres/list.html", context)


@require_safe
@staff_only(*MAY_SEE_STALE)
def show_grids(request: ReadRequest) -> HttpResponse:
    """The grids behind the figure: those that have their place, or those that lack one."""
    held = tuple(post.area for post in request.reader.with_role(*MAY_SEE_STALE))
    area = request.GET.get("area", "")
    area = area if area.isascii() and area.isdigit() and area.startswith(held) else ""
    kept = f"&area={area}" if area else ""
    served, is_lacking = served_grids((area,) if area else held), request.GET.get("view") == "lacking"
    grids = served.lacking if is_lacking else served.having
    number = request.GET.get("page", "1")
    page = int(number) if number.isascii() and number.isdigit() and 0 < len(number) < 6 else 1
    shown = grids[(page - 1) * 100 : page * 100]
    context = {
        "served": served, "is_lacking": is_lacking, "lines": [(facts, " ".join(area_path(facts.parent))) for facts in shown],
        "older": f"?view={'lacking' if is_lacking else 'having'}{kept}&page={page + 1}" if page * 100 < len(grids) else "",
        "newer": f"?view={'lacking' if is_lacking else 'having'}{kept}&page={page - 1}" if page > 1 else "",
        "chips": [
            {"title": _("With a place"), "url": f"?view=having{kept}", "active": not is_lacking, "count": len(served.having)},
            {"title": _("Without one"), "url": f"?view=lacking{kept}", "active": is_lacking, "count": len(served.lacking)},
        ],
    }  # fmt: skip
    return render(request, "centres/grids.html", context)


def own_place_or_404(request: ReadRequest, code: str) -> Place:
    """A place within the areas of the reader's posts."""
    place = place_or_404(code)
    if not place.area.startswith(areas_of(request)):
        raise Http404
    return place


@require_safe
@staff_only(*MAY_RECEIVE)
def show_sheet(request: ReadRequest, code: str) -> HttpResponse:
    """One centre: its hours, exceptions, rooms, windows and facts, and what was changed lately."""
    return _sheet(request, own_place_or_404(request, code), {})


def _sheet(
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


@require_POST
@staff_only(*MAY_MANAGE)
def make_deed(request: ReadRequest, code: str, deed: str) -> HttpResponse:
    """Change something about a centre, or take it back."""
    place = own_place_or_404(request, code)
    try:
        if deed in FORMS:
            form = FORMS[deed](request.POST, auto_id=f"{deed}_%s")
            if not form.is_valid():
                return _sheet(request, place, {deed: form}, status=422)
            try:
                WRITING[deed](request, place, form)
            except Refusal as refusal:
                form.refuse(refusal)
                return _sheet(request, place, {deed: form}, status=refusal.status)
        elif deed in PLAIN:
            PLAIN[deed](request, place)
        else:
            raise Http404
    except Refusal as refusal:
        return _sheet(request, place, {}, status=refusal.status, fault=str(refusal))
    messages.success(request, _("Saved."))
    return redirect("centres:sheet", code=place.code)


def _hours(request: ReadRequest, place: Place, form: Any) -> None:
    renewing(change_hours, place, Duty.HOURS, request.reader)(place, form.week(), by=request.reader)


def _except(request: ReadRequest, place: Place, form: Any) -> None:
    said = form.cleaned_data
    except_days(place, said["first_on"], said["last_on"], said["spans"], reason=said["reason"], by=request.reader)


def _facts(request: ReadRequest, place: Place, form: Any) -> None:
    change_place(place, form.cleaned_data, by=request.reader)


def _room(request: ReadRequest, place: Place, form: Any) -> None:
    said = form.cleaned_data
    open_room(place, said["name"], kind=RoomKind(said["kind"]), seats=said["seats"], equipment=said["equipment"],
              by=request.reader)  # fmt: skip


def _window(request: ReadRequest, place: Place, form: Any) -> None:
    open_window(place, form.cleaned_data["number"], form.cleaned_data["name"], by=request.reader)


def _closing(request: ReadRequest, place: Place, form: Any) -> None:
    resource = _of_place(Resource, place, request)
    said = form.cleaned_data
    close_resource_for(resource, said["starts_at"], said["ends_at"], reason=said["reason"], by=request.reader)


WRITING: dict[str, Callable[[ReadRequest, Place, Any], None]] = {
    "hours": _hours, "exception": _except, "facts": _facts, "room": _room, "window": _window, "closing": _closing,
}  # fmt: skip


def _of_place(kind: Any, place: Place, request: ReadRequest) -> Any:
    """The row that the form names, if it is of this place."""
    try:
        number = UUID(request.POST.get("id", ""))
    except ValueError:
        raise Http404 from None
    return get_object_or_404(kind, id=number, place=place)


def _take_back_hours(request: ReadRequest, place: Place) -> None:
    take_back_hours(_of_place(OpeningHours, place, request), by=request.reader)


def _withdraw_exception(request: ReadRequest, place: Place) -> None:
    withdraw_exception(_of_place(HoursException, place, request), by=request.reader)


def _take_back_facts(request: ReadRequest, place: Place) -> None:
    try:
        number = UUID(request.POST.get("id", ""))
    except ValueError:
        raise Http404 from None
    entry = get_object_or_404(AuditEntry, id=number, subject_kind="place", subject_id=str(place.id))
    take_back_change(entry, by=request.reader)


def _close_spot(request: ReadRequest, place: Place) -> None:
    spot = _of_place(Window if request.POST.get("kind") == "window" else Room, place, request)
    close_with_bookings(
        spot, by=request.reader, reason=request.POST.get("reason", "").strip() or _("Out of use for now")
    )


def _reopen_spot(request: ReadRequest, place: Place) -> None:
    open_for_bookings(
        _of_place(Window if request.POST.get("kind") == "window" else Room, place, request), by=request.reader
    )


def _let(request: ReadRequest, place: Place) -> None:
    room: Room = _of_place(Room, place, request)
    form = LettingForm(request.POST)
    if not form.is_valid():
        raise Http404  # the browser checks these numbers; whoever sends others by hand gets no page for it
    let_room(room, by=request.reader, **form.cleaned_data)


def _let_no_more(request: ReadRequest, place: Place) -> None:
    let_no_more(_of_place(Resource, place, request), by=request.reader)


def _open_address(request: ReadRequest, place: Place) -> None:
    if not may_manage(request.reader, place.area):
        raise NotYourPlace
    open_address("place", place.id)


PLAIN: dict[str, Callable[[ReadRequest, Place], None]] = {
    "hours-taking-back": _take_back_hours, "exception-withdrawal": _withdraw_exception,
    "facts-taking-back": _take_back_facts, "spot-closing": _close_spot, "spot-opening": _reopen_spot, "letting": _let,
    "letting-end": _let_no_more, "calendar-address": _open_address,
}  # fmt: skip


@require_safe
@staff_only(*MAY_RECEIVE)
def show_calendar(request: ReadRequest, code: str) -> HttpResponse:
    """Who comes in the next two weeks, masked, and what waits for approval."""
    return _calendar(request, own_place_or_404(request, code))


def _calendar(request: ReadRequest, place: Place, *, fault: str = "", status: int = 200) -> HttpResponse:
    today = localdate()
    try:
        asked = parse_date(request.GET.get("from", "")) or today
    except ValueError:
        asked = today
    first = min(max(asked, today - FARTHEST), today + FARTHEST)
    titles = item_titles(place.code)
    rows = [
        (booking, _who(booking), titles.get(booking.item_code, "")) for booking in calendar_of(place.id, first, DAYS)
    ]
    context = {
        "place": place, "rows": rows, "first": first, "fault": fault, "may_manage": may_manage(request.reader, place.area),
        "before": first - timedelta(days=DAYS), "after": first + timedelta(days=DAYS), "secret": secret_of("place", place.id),
        "columns": [{"title": title} for title in (_("When"), _("What"), _("Who"), pgettext("booking", "State"), "")],
    }  # fmt: skip
    return private(render(request, "centres/calendar.html", context, status=status))


def _who(booking: Booking) -> str:
    """For whom it is, masked; of the account where it is for itself."""
    return mask_name(booking.guest_name or (booking.account.name if booking.account else ""))


@require_POST
@staff_only(*MAY_RECEIVE)
def make_booking_deed(request: ReadRequest, booking_id: UUID, deed: str) -> HttpResponse:
    """Approve or not, note who came, cancel with a reason."""
    booking = visible_to(request.reader).filter(id=booking_id).select_related("resource__place").first()
    if booking is None or deed not in BOOKING_DEEDS or not booking.resource.place.area.startswith(areas_of(request)):
        raise Http404  # one's own booking elsewhere is seen, but not received
    place = booking.resource.place
    try:
        BOOKING_DEEDS[deed](request, booking)
    except Refusal as refusal:
        return _calendar(request, place, fault=str(refusal), status=refusal.status)
    messages.success(request, _("Noted."))
    return redirect("centres:desk-bookings", code=place.code)


def _refuse(request: ReadRequest, booking: Booking) -> None:
    refuse_booking(booking, by=request.reader, reason=request.POST.get("reason", ""))


def _cancel(request: ReadRequest, booking: Booking) -> None:
    cancel_booking(booking, by=request.reader, reason=request.POST.get("reason", ""))


BOOKING_DEEDS: dict[str, Callable[[ReadRequest, Booking], object]] = {
    "approval": lambda request, booking: approve_booking(booking, by=request.reader),
    "refusal": _refuse,
    "arrival": lambda request, booking: arrive(booking, by=request.reader),
    "no-show": lambda request, booking: note_no_show(booking, by=request.reader),
    "cancellation": _cancel,
}
