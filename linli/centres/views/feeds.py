"""Calendars for one's own calendar program, at addresses that are secrets."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.bookings.domain.address import open_address
from linli.bookings.queries.feeds import account_calendar, is_secret, place_calendar
from linli.people.doors import ReadRequest, open_to_all, signed_in
from linli.places.models import Place


@require_safe
@open_to_all
def show_calendar(request: ReadRequest, kind: str, subject: UUID, secret: str) -> HttpResponse:  # noqa: ARG001
    """A calendar; who has the address may read it, so it names no person and no purpose."""
    if not is_secret(kind, subject, secret):
        raise Http404
    if kind == "account":
        text = account_calendar(subject, _("My bookings"))
    else:
        text = place_calendar(subject, Place.objects.values_list("name", flat=True).get(pk=subject))
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@signed_in
def make_address(request: ReadRequest) -> HttpResponse:
    """Open the address of one's own calendar, or another one in its stead."""
    assert request.reader.actor_id is not None  # signed in
    open_address("account", request.reader.actor_id)
    messages.success(request, _("The address stands below; one from before no longer works."))
    return redirect("centres:bookings")
