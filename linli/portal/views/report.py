"""Report something: one page, one form, the same for a resident's phone and, typed, for the desk."""

import secrets
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html_join
from django.views.decorators.cache import cache_control
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.cases.domain.opening import Opened, open_case
from linli.cases.queries.alike import Alike, alike_cases
from linli.cases.queries.listing import number_text
from linli.cases.queries.procedure import kind_map, spec_of
from linli.common.errors import Refusal
from linli.people.doors import ReadRequest, open_to_all
from linli.people.middleware import OWNS
from linli.people.models import Account
from linli.people.phones import mask_phone
from linli.portal.forms.report import ReportForm, village_choices
from linli.portal.page import show
from linli.portal.queries.kinds import UNSURE, accept_within, kind_choices, kind_name
from linli.portal.rules import as_resident
from linli.portal.session import keep_secret, own
from linli.portal.views.photos import Photos, takes_photos

# Buttons that only ask the page for more: nothing is checked, nothing is lost.
ASKING = ("find_kind", "find_villages")
GIVEN = ("kind", "kind_words", "town", "village", "address", "words")
PRIVATE = ("words", "address", "name", "phone")


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
    form = ReportForm(request.POST, account=account)
    if not form.is_valid() or photos.errors:
        return _show(request, form, photos, status=422)
    if form.cleaned_data["account"] and account is None:
        return _show(request, form, photos, status=422, is_signed_out=True)
    if not form.cleaned_data["seen"] and (alike := alike_to(form)):
        return _show(request, form, photos, status=422, alike=alike)
    try:
        opened = open_case(form.report(photos.basket), by=as_resident(request))
    except Refusal as refusal:
        refuse(form, refusal)
        return _show(request, form, photos, status=refusal.status)
    return _received(request, opened)


@require_safe
@open_to_all
def kinds(request: ReadRequest) -> HttpResponse:
    """The kinds that answer to what is being typed."""
    typed = request.GET.get("kind_words", request.GET.get("q", ""))[:80]
    is_staff = request.GET.get("desk") == "1" and request.reader.is_staff
    context = {"name": "kind", "choices": kind_choices(typed, to_staff=is_staff), "asked": bool(typed.strip())}
    return render(request, "components/kind-choices.html", context)


@require_safe
@open_to_all
def villages(request: ReadRequest) -> HttpResponse:
    """The villages and communities of a town, for the second select."""
    rows = village_choices(request.GET.get("town", ""))
    return HttpResponse(format_html_join("", '<option value="{}">{}</option>', rows))


@sensitive_post_parameters(*PRIVATE)
@require_POST
@open_to_all
def alike(request: ReadRequest) -> HttpResponse:
    """What depends on kind and place: the unit complained about, and reports of the same spot.

    By POST, because what somebody has written belongs neither in an address nor in a log.
    """
    form = ReportForm(request.POST, account=request.reader.account)
    form.is_valid()
    context = {"form": form, "alike": alike_to(form), "is_partial": True}
    return render(request, "portal/parts/depending.html", _with_words(context))


def new_form[F: ReportForm](request: ReadRequest, form: type[F], *, account: Account | None, **given: Any) -> F:
    """Return an empty form with a key of its own; kind and place may stand in the address."""
    words = {name: request.GET.get(name, "")[:300] for name in GIVEN}
    state = {"key": secrets.token_urlsafe(18), "account": "1" if account else ""}
    return form(initial=words | state | given, account=account)


def asks_for_more(request: ReadRequest) -> bool:
    return any(name in request.POST for name in ASKING)


def as_typed(request: ReadRequest) -> dict[str, Any]:
    """What was typed, to be shown again without a word on what is still missing."""
    return {name: request.POST.get(name, "") for name in request.POST}


def alike_to(form: ReportForm) -> list[Alike]:
    """Reports of the same spot, as far as kind and place are known."""
    said = form.cleaned_data
    found = said.get("found")
    if found is None or not said.get("kind"):
        return []
    return alike_cases(
        said["kind"], found.area, said.get("words", ""), lon=said.get("longitude"), lat=said.get("latitude")
    )


def refuse(form: ReportForm, refusal: Refusal) -> None:
    """Put a refusal of the verb beside the field that it is about."""
    fields = {"kind_unknown": "kind", "words_needed": "words", "words_too_long": "words",
              "place_needed": "address", "place_outside": "address"}  # fmt: skip
    form.add_error(fields.get(refusal.code), str(refusal))


def form_context(form: ReportForm, photos: Photos, **more: Any) -> dict[str, Any]:
    """What the shared part of the form needs."""
    known = form.sender
    return _with_words(
        {
            "form": form,
            "photos": photos,
            "masked_phone": mask_phone(known.phone) if known else "",
            "unsure": UNSURE,
            **more,
        }
    )


def _with_words(context: dict[str, Any]) -> dict[str, Any]:
    context["alike"] = [
        {
            "number": number_text(one.case.number, one.case.opened_at),
            "kind": kind_name(kind_map()[one.case.kind_id]),
            "state": spec_of(one.case.procedure_id).state(one.case.state),
            "opened_at": one.case.opened_at,
            "people": one.case.followers + 1,
            "metres": one.metres,
        }
        for one in context.get("alike") or []
    ]
    context["people"] = sum(one["people"] for one in context["alike"])
    return context


def _show(request: ReadRequest, form: ReportForm, photos: Photos, *, status: int = 200, **more: Any) -> HttpResponse:
    context = form_context(form, photos, again=_again(photos), accept_within=accept_within(), **more)
    return show(request, "portal/report.html", context, status=status)


def _again(photos: Photos) -> str:
    """Where to come back to from the sign-in door with the photos still there; the words wait in the browser."""
    return f"{reverse('portal:report')}?basket={photos.basket}"


def _received(request: ReadRequest, opened: Opened) -> HttpResponse:
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
