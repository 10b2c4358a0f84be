"""The city's colour and emblem, each at an address that changes with them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from linli.common.look import look, mark_of

A_YEAR = 365 * 24 * 3600


@require_safe
def colours(request: HttpRequest) -> HttpResponse:
    """The tokens that the city has set; empty where it has set none."""
    return _answer(request, look().style.encode(), "text/css; charset=utf-8")


@require_safe
def emblem(request: HttpRequest) -> HttpResponse:
    content = look().emblem
    if not content:
        raise Http404
    return _answer(request, content, "image/webp")


def _answer(request: HttpRequest, content: bytes, kind: str) -> HttpResponse:
    """Whoever names the mark may keep it for good; whoever does not asks again each time."""
    mark = mark_of(content)
    is_named = request.GET.get("v") == mark
    response = HttpResponse(content, content_type=kind)
    response["ETag"] = f'"{mark}"'
    response["Cache-Control"] = f"public, max-age={A_YEAR}, immutable" if is_named else "no-cache"
    found = get_conditional_response(request, etag=response["ETag"], response=response)
    return found if found is not None else response
