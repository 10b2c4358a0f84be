"""The day of a visiting team, on a phone or on paper: who is next, the code to say at the door, and what came of it."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from linli.areas.queries.map import area_name
from linli.bookings.enums import BookingState, VisitResult
from linli.bookings.models import Booking
from linli.bookings.queries.restraint import objections_for
from linli.bookings.queries.visits import MAY_GO, code_of, day_of_visits, goers_of, visits_visible_to
from linli.bookings.rules import MAY_RECEIVE, can_arrive, can_miss, may_manage
from linli.cases.queries.listing import number_text
from linli.cases.queries.visible import visible_to
from linli.centres.queries.items import item_titles
from linli.centres.queries.visited import visited
from linli.centres.views.answer import private
from linli.common.days import day_in
from linli.people.domain.look import unmask
from linli.people.doors import ReadRequest, staff_only
from linli.people.identity import mask_name
from linli.people.labels import label_words
from linli.places.counter import counter_deeds

WHO = tuple(MAY_GO | MAY_RECEIVE)
FARTHEST = timedelta(days=366)


@require_safe
@staff_only(*WHO)
def show_day(request: ReadRequest) -> HttpResponse:
    """The visits of a day that are mine or my centre's, in the order of the way."""
    today, day = localdate(), _day(request.GET.get("day", ""))
    lines = [(line, area_name(line.visit.area), who_of(line.booking)) for line in day_of_visits(request.reader, day)]
    context = {
        "lines": lines, "day": day, "today": today, "before": day - timedelta(days=1), "after": day + timedelta(days=1),
        "objections": objections_for(request.reader),
    }  # fmt: skip
    return private(render(request, "centres/visits.html", context))


def _day(words: str) -> date:
    """The day asked for, within a year of today."""
    today = localdate()
    return min(max(day_in(words) or today, today - FARTHEST), today + FARTHEST)


@require_POST
@staff_only(*WHO)
def print_day(request: ReadRequest) -> HttpResponse:
    """The visits of a day on one sheet, with addresses; each look at one stands on record, and its subject sees it."""
    day, lines = _day(request.POST.get("day", "")), []
    for line in day_of_visits(request.reader, day):
        if line.booking.state not in (BookingState.BOOKED, BookingState.ARRIVED):
            continue  # nobody goes to what is not approved, or over
        address = read_address(request, line.booking)
        titles = item_titles(line.booking.resource.place.code)
        labels = [label_words(one.label) for one in line.visit.visitors.all()]
        lines.append(
            (
                line,
                area_name(line.visit.area),
                who_of(line.booking),
                address,
                titles.get(line.booking.item_code, ""),
                labels,
            )
        )
    columns = [
        {"title": title}
        for title in (
            _("When"),
            _("Way"),
            pgettext("place", "Address"),
            pgettext("visit", "For"),
            _("Item"),
            _("Who goes"),
            _("Noted"),
        )
    ]
    context = {"lines": lines, "day": day, "columns": columns}
    return private(render(request, "centres/visit_sheet.html", context))


def read_address(request: ReadRequest, booking: Booking) -> str:
    """The address in full; who looked stands on record, and the resident sees it."""
    reason = _("Home visit on %(day)s") % {"day": localdate(booking.starts_at)}
    unmask("booking", booking.id, "address", by=request.reader, reason=reason, person_id=booking.account_id)
    return str(booking.visit.address)


def who_of(booking: Booking) -> str:
    return mask_name(booking.guest_name or (booking.account.name if booking.account else ""))


def visit_or_404(request: ReadRequest, booking_id: UUID) -> Booking:
    found = visits_visible_to(request.reader).filter(id=booking_id)
    booking = found.select_related("resource__place", "visit", "account").first()
    if booking is None or not hasattr(booking, "visit"):
        raise Http404
    return booking


@require_safe
@staff_only(*WHO)
def show_visit(request: ReadRequest, booking_id: UUID) -> HttpResponse:
    """One visit: who goes, the code, and the next step."""
    return answer_visit(request, visit_or_404(request, booking_id))


def answer_visit(
    request: ReadRequest, booking: Booking, *, fault: str = "", status: int = 200, address: str = ""
) -> HttpResponse:
    here, visitors = now(), list(booking.visit.visitors.all())
    named = {one.account_id for one in visitors}
    manages = may_manage(request.reader, booking.resource)
    is_waiting = booking.state in (BookingState.ASKED, BookingState.BOOKED) and manages
    goers = goers_of(booking.resource.place.area) if is_waiting else []
    context = {
        "booking": booking, "visit": booking.visit, "who": who_of(booking), "community": area_name(booking.visit.area),
        "visitors": [label_words(one.label) for one in visitors], "fault": fault, "address": address, "may_manage": manages,
        "goers": [(one.id, f"{one.name} · {label_words(one.label)}".strip(" ·"), one.id in named) for one in goers],
        "code": code_of(booking.visit.id) if booking.state == BookingState.BOOKED and visitors else "",
        "what": item_titles(booking.resource.place.code).get(booking.item_code, ""), "typed": request.POST,
        "matter": _matter_of(request, booking), "deeds": counter_deeds(request.reader.roles) if visited(booking.id, request.reader) else [],
        "is_over": booking.visit.ended_at is not None, "results": _results(booking, here), "can_arrive": can_arrive(booking, here), "place": booking.resource.place,
    }  # fmt: skip
    return private(render(request, "centres/desk_visit.html", context, status=status))


def _matter_of(request: ReadRequest, booking: Booking) -> tuple[str, str] | None:
    """Number and title of the matter it serves, where the reader may see it."""
    case = visible_to(request.reader).filter(id=booking.case_id).first() if booking.case_id else None
    return (number_text(case.number, case.opened_at), case.title) if case else None


def _results(booking: Booking, at: datetime) -> list[VisitResult]:
    """What can be noted now: whether somebody was away shows only once the visit should have begun."""
    if booking.state == BookingState.ARRIVED:
        return [VisitResult.DONE, VisitResult.AGAIN]
    if booking.state != BookingState.BOOKED or not can_arrive(booking, at):
        return []
    return [VisitResult.AWAY, VisitResult.UNWANTED] if can_miss(booking, at) else [VisitResult.UNWANTED]
