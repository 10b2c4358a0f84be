"""What the pages of the hotline do alike."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from linli.hotline.models import HotlineOrder
from linli.hotline.queries.orders import order_of
from linli.people.doors import ReadRequest


def answer(request: ReadRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Render a page about callers: the browser keeps no copy of it."""
    response = render(request, template, context, status=status)
    patch_cache_control(response, private=True, no_store=True)
    return response


def order_or_404(request: ReadRequest, number: str) -> HotlineOrder:
    order = order_of(request.reader, number)
    if order is None:
        raise Http404
    return order


def titles(*words: str) -> list[dict[str, str]]:
    """The heads of a table."""
    return [{"title": word} for word in words]
