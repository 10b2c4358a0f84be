"""How a reader wants to see the pages: size of text, light or dark. Kept in a cookie, so that it needs no account."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from linli.common.context import TEXT_SIZE_COOKIE, TEXT_SIZES

THEME_COOKIE = "linli_theme"
THEMES = ("system", "light", "dark")
A_YEAR = 365 * 24 * 3600


@require_POST
def text_size(request: HttpRequest) -> HttpResponse:
    """Keep the size of text and go back to where the reader was."""
    return _keep(request, TEXT_SIZE_COOKIE, _chosen(request, "size", TEXT_SIZES))


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep light, dark or whatever the system says, and go back to where the reader was."""
    return _keep(request, THEME_COOKIE, _chosen(request, "theme", THEMES))


def _chosen(request: HttpRequest, name: str, known: tuple[str, ...]) -> str:
    value = request.POST.get(name, "")
    return value if value in known else known[0]


def _keep(request: HttpRequest, cookie: str, value: str) -> HttpResponse:
    response = redirect(_way_back(request))
    secure = bool(settings.SESSION_COOKIE_SECURE)
    response.set_cookie(cookie, value, max_age=A_YEAR, secure=secure, httponly=True, samesite="Lax")
    return response


def _way_back(request: HttpRequest) -> str:
    address = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if is_ours else "/"
