"""What the pages of centres do alike."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control

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
