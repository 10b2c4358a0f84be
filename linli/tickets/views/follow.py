"""Follow one's number: how many are before, about how long, which window."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.common.errors import Refusal
from linli.people.doors import ReadRequest, open_to_all
from linli.tickets.domain.taking import give_up
from linli.tickets.models import Ticket
from linli.tickets.queries.follow import standing_of
from linli.tickets.views.answer import conditional, part, show, ticket_or_404


@require_safe
@open_to_all
def show_ticket(request: ReadRequest, secret: str) -> HttpResponse:
    """The page; whoever knows its address may read it: there is nothing of a person on it."""
    ticket = ticket_or_404(secret)
    context = _context(ticket)
    markup, mark = part(request, "tickets/standing.html", context)
    return show(request, "tickets/follow.html", context | {"markup": markup, "mark": mark}, active="nearby")


@require_safe
@open_to_all
def show_now(request: ReadRequest, secret: str) -> HttpResponse:
    """What the page asks for again and again."""
    return conditional(request, "tickets/standing.html", _context(ticket_or_404(secret)))


@require_POST
@open_to_all
def give_back(request: ReadRequest, secret: str) -> HttpResponse:
    """I do not need my number any more."""
    ticket = ticket_or_404(secret)
    try:
        give_up(ticket, by=request.reader)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Your number is given back. Thank you."))
    return redirect("tickets:follow", secret=secret)


def _context(ticket: Ticket) -> dict[str, Any]:
    return {"standing": standing_of(ticket, at=now()), "ticket": ticket, "place": ticket.place}
