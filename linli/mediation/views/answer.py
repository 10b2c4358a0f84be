"""What the pages of mediation do alike."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from linli.common.surfaces import portal_navigation
from linli.mediation.queries.mediations import Opened, find
from linli.people.doors import ReadRequest


def private(response: HttpResponse) -> HttpResponse:
    """The browser keeps no copy."""
    patch_cache_control(response, private=True, no_store=True)
    return response


def for_residents(request: ReadRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    frame = {"portal_navigation": portal_navigation(request, "mine")}
    return private(render(request, template, frame | context, status=status))


def at_desk(request: ReadRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    return private(render(request, template, context, status=status))


def opened_or_404(request: ReadRequest, number: str) -> Opened:
    found = find(number, request.reader)
    if found is None:
        raise Http404
    return found


def seq_of(request: ReadRequest) -> int | None:
    """The event after which the page was drawn, so that nothing is done upon what has changed since."""
    text = request.POST.get("seq", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None
