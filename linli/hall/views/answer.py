"""What the pages of the hall do alike."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from linli.common.surfaces import portal_navigation
from linli.hall.queries.item import ItemFacts, item_of
from linli.people.doors import ReadRequest


def show(request: ReadRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Answer with a page for residents."""
    return render(request, template, {"portal_navigation": portal_navigation(request)} | context, status=status)


def private(request: ReadRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Answer with a page that is written to: the browser keeps no copy of it."""
    response = render(request, template, context, status=status)
    patch_cache_control(response, private=True, no_store=True)
    return response


def item_or_404(code: str) -> ItemFacts:
    item = item_of(code)
    if item is None:
        raise Http404
    return item


def page_number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
