"""A clerk's window: open it, call, and have at hand what belongs to whoever comes."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from linli.common.errors import Refusal
from linli.people.doors import ReadRequest, staff_only
from linli.places.counter import counter_deeds
from linli.places.models import Window
from linli.tickets.domain.calling import call_next, finish, note_missed, park, recall, resume
from linli.tickets.domain.sending import put_back, transfer
from linli.tickets.domain.window import close_window, open_window, pause_window, resume_window
from linli.tickets.enums import PauseReason
from linli.tickets.errors import NobodyAtWindow, NowhereToSend, WindowIsClosed
from linli.tickets.forms.ticket import CallForm, OpeningForm, ParkedForm, PauseForm, TransferForm
from linli.tickets.models import Ticket, WindowSession
from linli.tickets.queries.lines import LETTERS, item_titles, lines_at
from linli.tickets.queries.places import last_place_of, own_place, places_of, session_of, windows_of
from linli.tickets.queries.visit import parked_at, visitor_at
from linli.tickets.queries.waiting import waiting_at
from linli.tickets.rules import MAY_SERVE
from linli.tickets.views.answer import conditional, part, show

MOST_PLACES, MOST_WAITING = 60, 12


@require_safe
@staff_only(*MAY_SERVE)
def show_window(request: ReadRequest) -> HttpResponse:
    """My window as it stands, whichever browser it was opened in; without one, the windows that can be opened."""
    return _page(request)


def _page(request: ReadRequest, *, fault: str = "", status: int = 200) -> HttpResponse:
    session = session_of(request.reader)
    return _choose(request, fault, status) if session is None else _console(request, session, fault, status)


def _choose(request: ReadRequest, fault: str, status: int) -> HttpResponse:
    places = places_of(request.reader, serving=True)
    code = request.GET.get("place", "") or request.POST.get("place", "") or last_place_of(request.reader)
    place = own_place(request.reader, code) if code else None
    if place is None and len(places) == 1:
        place = own_place(request.reader, places[0].code)
    context = {
        "place": place, "places": places[:MOST_PLACES], "has_more": len(places) > MOST_PLACES, "fault": fault,
        "windows": windows_of(place.id) if place else [], "lines": lines_at(place.code) if place else [],
    }  # fmt: skip
    return show(request, "tickets/choose.html", context, status=status)


def _console(request: ReadRequest, session: WindowSession, fault: str, status: int) -> HttpResponse:
    place, visitor = session.window.place, visitor_at(session, request.reader)
    queue = _queue(session)
    markup, mark = part(request, "tickets/queue.html", queue)
    others = [one for one in windows_of(place.id) if one.session and one.window.pk != session.window_id]
    context = {
        "session": session, "window": session.window, "place": place, "visitor": visitor, "fault": fault, "markup": markup, "mark": mark,
        "parked": parked_at(place.id), "others": others, "lines": lines_at(place.code), "reasons": PauseReason.choices,
        "deeds": counter_deeds(request.reader.roles) if visitor else [],
        "waiting": queue["count"],
    }  # fmt: skip
    return show(request, "tickets/window.html", context, status=status)


def _queue(session: WindowSession) -> dict[str, Any]:
    place = session.window.place
    waiting, titles = waiting_at(place.id, at=now()), item_titles(place.code)
    return {
        "count": len(waiting), "rows": [(ticket, titles.get(ticket.item_code, "")) for ticket in waiting[:MOST_WAITING]],
    }  # fmt: skip


@require_safe
@staff_only(*MAY_SERVE)
def show_queue(request: ReadRequest) -> HttpResponse:
    """Who waits: what the page asks for again and again."""
    session = session_of(request.reader)
    if session is None:
        raise Http404
    return conditional(request, "tickets/queue.html", _queue(session))


@require_POST
@staff_only(*MAY_SERVE)
def open_one(request: ReadRequest) -> HttpResponse:
    """Open a window for oneself."""
    form = OpeningForm(request.POST, letters=LETTERS)
    if not form.is_valid():
        return _page(request, fault=form.fault, status=422)
    window = Window.objects.filter(id=form.cleaned_data["window"]).select_related("place").first()
    if window is None or own_place(request.reader, window.place.code) is None:
        raise Http404
    try:
        open_window(window, by=request.reader, lines=form.cleaned_data["lines"])
    except Refusal as refusal:
        return _page(request, fault=str(refusal), status=refusal.status)
    return redirect("tickets:window")


@require_POST
@staff_only(*MAY_SERVE)
def make_deed(request: ReadRequest, deed: str) -> HttpResponse:
    """One deed at my window; the form names the call that was seen, so that nothing is done to another."""
    if deed not in DEEDS:
        raise Http404
    make, form_class = DEEDS[deed]
    form = form_class(request.POST)
    session = session_of(request.reader)
    if not form.is_valid():
        return _page(request, fault=form.fault, status=422)
    try:
        if session is None:
            raise WindowIsClosed
        make(request, session, form.cleaned_data)
    except Refusal as refusal:
        return _page(request, fault=str(refusal), status=refusal.status)
    return redirect("tickets:window")


def _next(request: ReadRequest, session: WindowSession, said: dict[str, Any]) -> None:
    if call_next(session, by=request.reader, after=said["call"]) is None:
        messages.info(request, _("Nobody is waiting."))


def _seen(said: dict[str, Any]) -> Any:
    if said["call"] is None:
        raise NobodyAtWindow
    return said["call"]


def _transfer(request: ReadRequest, session: WindowSession, said: dict[str, Any]) -> None:
    window = Window.objects.filter(id=said["window"], place=session.place_id).first() if said["window"] else None
    if said["window"] and window is None:
        raise NowhereToSend
    ticket = transfer(session, _seen(said), by=request.reader, window=window, item_code=said["item"])
    messages.success(request, pgettext("ticket", "%(number)s was sent on.") % {"number": ticket.printed})


def _missed(request: ReadRequest, session: WindowSession, said: dict[str, Any]) -> None:
    ticket = note_missed(session, _seen(said), by=request.reader)
    if ticket.ended_at is None:
        messages.info(request, _("%(number)s goes back into the line once.") % {"number": ticket.printed})


def _resume(request: ReadRequest, session: WindowSession, said: dict[str, Any]) -> None:
    ticket = Ticket.objects.filter(id=said["ticket"], place=session.place_id).first()
    if ticket is None:
        raise Http404
    resume(session, ticket, by=request.reader)


def _pause(request: ReadRequest, session: WindowSession, said: dict[str, Any]) -> None:
    pause_window(session, by=request.reader, reason=PauseReason(said["reason"]))


Deed = Callable[[ReadRequest, WindowSession, dict[str, Any]], Any]
DEEDS: dict[str, tuple[Deed, type[CallForm | PauseForm | ParkedForm]]] = {
    "next": (_next, CallForm),
    "recall": (lambda request, session, said: recall(session, _seen(said), by=request.reader), CallForm),
    "missed": (_missed, CallForm),
    "parking": (lambda request, session, said: park(session, _seen(said), by=request.reader), CallForm),
    "transfer": (_transfer, TransferForm),
    "back": (lambda request, session, said: put_back(session, _seen(said), by=request.reader), CallForm),
    "finish": (lambda request, session, said: finish(session, _seen(said), by=request.reader), CallForm),
    "resumption": (_resume, ParkedForm),
    "pause": (_pause, PauseForm),
    "reopening": (lambda request, session, _said: resume_window(session, by=request.reader), CallForm),
    "closing": (lambda request, session, _said: close_window(session, by=request.reader), CallForm),
}
