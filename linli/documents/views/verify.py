"""Anybody can check a paper by its code. What is answered is about the paper, never about a person."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from linli.common.cache import count_up
from linli.common.surfaces import portal_navigation
from linli.documents.errors import TooManyChecks
from linli.documents.official.codes import grouped, plain_code
from linli.documents.queries.paper import Checked, paper_of_code
from linli.people.address import client_address
from linli.people.doors import ReadRequest, open_to_all

WINDOW = timedelta(minutes=10)
MOST = 30  # an office behind one address checks a stack of papers; 59 bits are not guessed at this pace


@require_safe
@never_cache
@open_to_all
def verify(request: ReadRequest) -> HttpResponse:
    """The form. `?code=` leads on to the paper's own address, however the code was typed."""
    typed = request.GET.get("code", "").strip()[:60]
    if not typed:
        return _show(request)
    code = plain_code(typed)
    if code:
        return redirect("papers:paper", code=code)
    return _show(
        request, typed=typed, fault=_("A code has twelve characters, as printed at the foot of the paper."), status=422
    )


@require_safe
@never_cache
@open_to_all
def show_paper(request: ReadRequest, code: str) -> HttpResponse:
    """What is known of the paper with this code."""
    plain = plain_code(code)
    if not _may_try(request):
        refusal = TooManyChecks(minutes=int(WINDOW.total_seconds() // 60))
        response = _show(request, typed=code, fault=str(refusal), status=refusal.status)
        response["Retry-After"] = str(int(WINDOW.total_seconds()))
        return response
    found = paper_of_code(plain) if plain else None
    if found is None:
        fault = _(
            "No paper bears this code. Compare it character by character; if it is right, the paper was not issued here."
        )
        return _show(request, typed=grouped(plain) if plain else code[:60], fault=fault, status=404)
    return _show(request, typed=found.code, found=found)


def _may_try(request: ReadRequest) -> bool:
    """Count one try of this network address, which itself is not kept."""
    sealed = salted_hmac("linli.documents.verify", client_address(request), algorithm="sha256").hexdigest()
    return count_up(f"verify:{sealed}", window=WINDOW) <= MOST


def _show(
    request: ReadRequest, *, typed: str = "", fault: str = "", found: Checked | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "portal_navigation": portal_navigation(request, "apply"), "typed": typed, "fault": fault, "found": found,
    }  # fmt: skip
    response = render(request, "documents/verify.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response
