"""What the pages of the screen do alike: who may look at an area, and how a reading is answered."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.timezone import localtime

from linli.people.doors import ReadRequest
from linli.screen.queries.view import View
from linli.screen.reading import Reading
from linli.screen.rules import may_see

READ_AT = "X-Read-At"  # what the page writes beside "as of", also where nothing has changed


def view_or_404(request: ReadRequest, area: str) -> View:
    """What the address asks for, if it lies within a post of the reader."""
    if not may_see(request.reader, area):
        raise Http404
    return View.read(area, request.GET)


def page(request: ReadRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A whole page. A wall is a shared machine: nothing is kept by the browser's cache."""
    response = render(request, template, context)
    patch_cache_control(response, private=True, no_store=True)
    return response


def conditional(request: ReadRequest, known: Reading) -> HttpResponse:
    """The panels alone, or 304 where the page has them already; the moment of reading goes with both."""
    same = request.headers.get("If-None-Match") == known.mark
    response = HttpResponseNotModified() if same else HttpResponse(known.markup)
    response["ETag"] = known.mark
    response[READ_AT] = localtime(known.at).strftime("%H:%M:%S")
    patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, ["Cookie"])
    return response
