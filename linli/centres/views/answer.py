"""What the pages of centres do alike."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from linli.bookings.rules import MAY_RECEIVE
from linli.cases.queries.visible import visible_to
from linli.common.surfaces import portal_navigation
from linli.people.doors import ReadRequest
from linli.places.models import Place


def show(
    request: ReadRequest, template: str, context: dict[str, Any], *, active: str = "nearby", status: int = 200
) -> HttpResponse:
    """Answer with a page for residents."""
    return render(request, template, {"portal_navigation": portal_navigation(request, active)} | context, status=status)


def private(response: HttpResponse) -> HttpResponse:
    """A page about somebody: the browser keeps no copy of it."""
    patch_cache_control(response, private=True, no_store=True)
    return response


def place_or_404(code: str) -> Place:
    place = Place.objects.filter(code=code).first()
    if place is None:
        raise Http404
    return place


def areas_of(request: ReadRequest) -> tuple[str, ...]:
    return tuple(post.area for post in request.reader.with_role(*MAY_RECEIVE))


def own_place_or_404(request: ReadRequest, code: str) -> Place:
    """A place within the areas of the reader's posts."""
    place = place_or_404(code)
    if not place.area.startswith(areas_of(request)):
        raise Http404
    return place


def own_case(request: ReadRequest) -> UUID | None:
    """The matter that is asked for, if it is one that the reader may see."""
    try:
        number = UUID(request.GET.get("case", "") or request.POST.get("case", ""))
    except ValueError:
        return None
    return number if not request.reader.is_anonymous and visible_to(request.reader).filter(id=number).exists() else None
