"""The display in the hall: which number is called to which window. Numbers only."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.timezone import localtime, now
from django.views.decorators.http import require_safe

from linli.common.setting import value_of
from linli.people.doors import ReadRequest, open_to_all
from linli.places.models import Place
from linli.places.opening import now_of
from linli.places.queries.hours import opening_of
from linli.tickets.queries.display import display_of, presence_code
from linli.tickets.views.answer import code_path, conditional, full_address, part, place_or_404


@require_safe
@open_to_all
def show_display(request: ReadRequest, code: str) -> HttpResponse:
    """The page; it asks for what has changed every few seconds."""
    place = place_or_404(code)
    context = _context(place)
    markup, mark = part(request, "tickets/board.html", context)
    theme = request.GET.get("theme", "")
    path, size = code_path(full_address(reverse("tickets:take", args=[code])))
    context |= {
        "markup": markup, "mark": mark, "moment": int(context["at"].timestamp() * 1000), "path": path, "size": size,
        "theme": theme if theme in ("dark", "light") else "dark",
    }  # fmt: skip
    answer = render(request, "tickets/display.html", context)
    patch_cache_control(answer, private=True, no_store=True)
    return answer


@require_safe
@open_to_all
def show_now(request: ReadRequest, code: str) -> HttpResponse:
    """What stands on it now, or that nothing has changed."""
    return conditional(request, "tickets/board.html", _context(place_or_404(code)))


def _context(place: Place) -> dict[str, Any]:
    at = now()
    code = presence_code(place, at=at) if value_of("tickets.on_site") else ""
    standing = now_of(opening_of(place.id), localtime(at).replace(tzinfo=None))
    return {"place": place, "display": display_of(place, at=at), "at": at, "presence": code, "standing": standing}
