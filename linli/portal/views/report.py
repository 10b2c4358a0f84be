"""Report something: one page, one form, for a resident signed in or not."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from linli.cases.domain.opening import Opened, Report, open_case, sent_before
from linli.cases.queries.listing import number_text
from linli.cases.standing import FACT
from linli.common.errors import Refusal
from linli.grid.queries.holder import standing_of
from linli.people.doors import ReadRequest, open_to_all
from linli.people.middleware import OWNS
from linli.portal.forms.report import ReportForm
from linli.portal.page import show
from linli.portal.queries.kinds import accept_within
from linli.portal.rules import as_resident
from linli.portal.session import keep_secret, own
from linli.portal.views.photos import Photos, named_uuid, takes_photos
from linli.portal.views.report_form import PRIVATE, alike_to, as_typed, asks_for_more, form_context, new_form, refuse


# Not "no-store": the back button must bring the written form back; its key keeps it from being sent twice.
@takes_photos
@cache_control(private=True, no_cache=True)
@sensitive_post_parameters(*PRIVATE)
@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all
def report(request: ReadRequest) -> HttpResponse:
    """Report something for oneself, signed in or not."""
    account = request.reader.account
    photos = Photos(request)
    if request.method != "POST":
        return _show(request, new_form(request, ReportForm, account=account), photos)
    photos.take()
    if asks_for_more(request):
        return _show(request, ReportForm(initial=as_typed(request), account=account), photos)
    if request.POST.get("account") and account is None:
        return _ask_who(request, photos)
    form = ReportForm(request.POST, account=account)
    if not form.is_valid() or photos.errors:
        return _show(request, form, photos, status=422)
    report, reader = _as_what(form.report(photos.basket), request), as_resident(request)
    if before := sent_before(report, by=reader):
        return to_received(request, Opened(before, is_new=False))
    if not form.cleaned_data["seen"] and (alike := alike_to(form)):
        return _show(request, form, photos, status=422, alike=alike)
    try:
        opened = open_case(report, by=reader)
    except Refusal as refusal:
        refuse(form, refusal)
        return _show(request, form, photos, status=refusal.status)
    return to_received(request, opened)


def _as_what(report: Report, request: ReadRequest) -> Report:
    """Name the voluntary post of a courier, rider or partner beside the door; a confidential report names nothing."""
    standing = "" if report.is_confidential else standing_of(request.reader)
    return replace(report, extra_facts=report.extra_facts | {FACT: standing}) if standing else report


def _show(request: ReadRequest, form: ReportForm, photos: Photos, *, status: int = 200, **more: Any) -> HttpResponse:
    context = form_context(form, photos, accept_within=accept_within(), **{"again": _again(photos.basket)} | more)
    return show(request, "portal/report.html", context, status=status)


def _ask_who(request: ReadRequest, photos: Photos) -> HttpResponse:
    """The form was begun from an account whose session has ended: sign in again, or send it without one."""
    form = ReportForm(initial=as_typed(request) | {"account": ""})
    photos.errors.clear()  # its photos belong to the account, and are there again once it has signed in
    begun = named_uuid(request.POST.get("basket", "")) or photos.basket
    return _show(request, form, photos, status=422, is_signed_out=True, again=_again(begun))


def _again(basket: UUID) -> str:
    """Where to come back to from the sign-in door with the photos still there; the words wait in the browser."""
    return f"{reverse('portal:report')}?basket={basket}"


def to_received(request: ReadRequest, opened: Opened) -> HttpResponse:
    """Let the sender see what they sent. A form that comes twice finds the session as the first has left it."""
    case = opened.case
    address = redirect("portal:received", number=number_text(case.number, case.opened_at))
    if opened.is_new:
        keep_secret(request, opened)
        if request.reader.is_anonymous:
            own(request, case.id)
    elif request.reader.is_anonymous and str(case.id) not in _as_stored(request.session).get(OWNS, []):
        # The key of the form is known to its sender only; the first answer, with its cookie, never arrived.
        own(request, case.id)
    return address


def _as_stored(session: SessionBase) -> dict[str, Any]:
    """The session as it lies in the store now, not as this request has found it."""
    if session.session_key is None:
        return {}
    stored: dict[str, Any] = type(session)(session.session_key).load()
    return stored
