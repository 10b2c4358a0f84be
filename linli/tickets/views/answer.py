"""What the pages of tickets do alike."""

import hashlib
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.crypto import get_random_string
from django.utils.timezone import now

from linli.common.queries.compiled import Values, record
from linli.common.surfaces import portal_navigation
from linli.people.doors import ReadRequest
from linli.places.models import Place
from linli.tickets.models import Ticket
from linli.tickets.queries.follow import ticket_by_secret

SERVER_NOW = "X-Now"  # milliseconds: what the page reckons from, whatever its own clock says
HOLDER_COOKIE = "linli_holder"
KIOSK_COOKIE = "linli_kiosk"
HOLDER_DAYS, KIOSK_DAYS = 1, 400


def show(
    request: ReadRequest, template: str, context: dict[str, Any], *, active: str = "", status: int = 200
) -> HttpResponse:
    """Answer with a page about somebody's number: the browser keeps no copy of it."""
    answer = render(
        request, template, {"portal_navigation": portal_navigation(request, active)} | context, status=status
    )
    patch_cache_control(answer, private=True, no_store=True)
    return answer


def part(request: ReadRequest, template: str, context: dict[str, Any]) -> tuple[str, str]:
    """A part of a page that is asked for again and again, and its mark: the same mark says that nothing has changed."""
    markup = render_to_string(template, context, request)
    return markup, f'"{hashlib.sha256(markup.encode()).hexdigest()[:24]}"'


def conditional(request: ReadRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """The part alone, or 304 where the page has it already; the server's time goes with both."""
    markup, mark = part(request, template, context)
    same = request.headers.get("If-None-Match") == mark
    answer = HttpResponseNotModified() if same else HttpResponse(markup)
    answer["ETag"] = mark
    answer[SERVER_NOW] = str(int(now().timestamp() * 1000))
    patch_cache_control(answer, private=True, no_cache=True)
    patch_vary_headers(answer, ["Cookie"])
    return answer


def place_or_404(code: str) -> Place:
    """A place with a counter: rest stops have none."""
    place = record(Place, {"code": code}, _counters)
    if place is None:
        raise Http404
    return place


def _counters(values: Values) -> QuerySet[Place, Place]:
    return Place.objects.filter(code=values["code"], closed_on__isnull=True).exclude(kind="stop")


def ticket_or_404(secret: str) -> Ticket:
    ticket = ticket_by_secret(secret)
    if ticket is None:
        raise Http404
    return ticket


def holder_of(request: ReadRequest) -> str:
    """What this browser was given when it took a number without an account; "" where it has taken none."""
    said = request.COOKIES.get(HOLDER_COOKIE, "")
    return said if len(said) == 32 and said.isascii() and said.isalnum() else ""


def new_holder() -> str:
    return get_random_string(32)


def keep_holder(answer: HttpResponse, holder: str, request: ReadRequest) -> None:
    answer.set_cookie(
        HOLDER_COOKIE, holder, max_age=HOLDER_DAYS * 86400, httponly=True, secure=request.is_secure(), samesite="Lax"
    )


def is_kiosk(request: ReadRequest, code: str) -> bool:
    """Whether a clerk has made this machine the kiosk of the place."""
    return request.get_signed_cookie(KIOSK_COOKIE, "", salt="tickets", max_age=KIOSK_DAYS * 86400) == code


def full_address(path: str) -> str:
    """The address that a phone reaches, whatever the kiosk itself is reached by."""
    return settings.LINLI_ADDRESS.rstrip("/") + path


def code_path(address: str) -> tuple[str, int]:
    """A QR code as the path of an SVG, and how many modules it is wide: drawn in the page, so nothing else is fetched."""
    import qrcode  # type: ignore[import-untyped]  # ships no types

    code = qrcode.QRCode(border=2)
    code.add_data(address)
    code.make(fit=True)
    rows = code.get_matrix()
    steps = [f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark]
    return "".join(steps), len(rows)
