"""How the desk answers: a whole page, or the pane alone where htmx asked for it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control, patch_vary_headers


def asks_for_part(request: HttpRequest) -> bool:
    """Whether htmx wants a part of the page; going back in the browser's history wants the whole."""
    return request.headers.get("HX-Request-Type") == "partial" and "HX-History-Restore-Request" not in request.headers


def answer(request: HttpRequest, page: str, part: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Render the page or its part. Matters stand on shared machines: nothing is kept by the browser's cache."""
    response = render(request, part if asks_for_part(request) else page, context, status=status)
    patch_vary_headers(response, ["HX-Request-Type", "HX-History-Restore-Request"])
    patch_cache_control(response, private=True, no_store=True)
    return response
