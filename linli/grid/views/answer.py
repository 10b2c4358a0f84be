"""What the desk pages of grids do alike."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from linli.areas.queries.map import AreaFacts, area_map
from linli.grid.rules import may_read
from linli.people.doors import ReadRequest


def answer(request: ReadRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Render a page that names people or is written to: the browser keeps no copy of it."""
    response = render(request, template, context, status=status)
    patch_cache_control(response, private=True, no_store=True)
    return response


def posted(request: ReadRequest) -> Any:
    """What a form was sent with; None where it was only asked for."""
    return request.POST if request.method == "POST" else None


def grid_or_404(code: str) -> AreaFacts:
    """A grid, open or closed; what is no grid is not there."""
    facts = area_map().get(code)
    if facts is None or len(code) != 15:
        raise Http404
    return facts


def own_grid_or_404(request: ReadRequest, code: str) -> AreaFacts:
    """A grid within the areas of the reader's posts."""
    facts = grid_or_404(code)
    if not may_read(request.reader, code):
        raise Http404
    return facts
