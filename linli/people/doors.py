"""Who may enter a page. Every view carries one of these; a guard test finds the view that does not."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from linli.people.enums import Role
from linli.people.reader import Reader

View = Callable[..., HttpResponse]


class ReadRequest(HttpRequest):
    """A request as our middleware leaves it."""

    reader: Reader
    county: Any


def _marked(view: View, audience: frozenset[str]) -> View:
    view.audience = audience  # type: ignore[attr-defined]
    return view


def is_own_address(request: HttpRequest, address: str) -> bool:
    """Whether an address leads nowhere but to this host."""
    return url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())


def _to_sign_in(request: HttpRequest, door: str) -> HttpResponse:
    """Lead to a door and, once in, back to the page where the reader was when the session had ended."""
    address = f"{door}?{urlencode({'next': _page_of(request)})}"
    if request.headers.get("HX-Request"):
        # A redirect would be followed unseen and the door be put into a corner of the page.
        return HttpResponse(headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def _page_of(request: HttpRequest) -> str:
    page = request.headers.get("HX-Current-URL", "")
    if request.method in ("GET", "HEAD") and not page:
        return request.get_full_path()
    # A form was sent: what it was sent from is a page, what it was sent to often is none.
    page = page or request.headers.get("Referer", "")
    if not is_own_address(request, page):
        return "/"
    parts = urlsplit(page)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def open_to_all(view: View) -> View:
    """Anybody, signed in or not; the view itself shows only what `visible_to` gives."""

    @wraps(view)
    def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)

    return _marked(enter, frozenset({"anybody"}))


def signed_in(view: View) -> View:
    """Residents and staff who have signed in; others are led to the residents' door and back."""

    @wraps(view)
    def enter(request: ReadRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.reader.is_anonymous:
            return _to_sign_in(request, reverse("people:sign-in"))
        return view(request, *args, **kwargs)

    return _marked(enter, frozenset({"resident", "staff"}))


def staff_account(view: View) -> View:
    """Whoever has a staff account, with or without a post today: for one's own password and second factor."""

    @wraps(view)
    def enter(request: ReadRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.reader.is_anonymous:
            return _to_sign_in(request, reverse("account_login"))
        if request.reader.account is None or not request.reader.account.is_staff:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return _marked(enter, frozenset({"staff"}))


def staff_only(*roles: Role) -> Callable[[View], View]:
    """Staff who hold a post today (of one of these roles, if any are named)."""

    def decorate(view: View) -> View:
        @wraps(view)
        def enter(request: ReadRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.reader.is_anonymous:
                return _to_sign_in(request, reverse("account_login"))
            if not request.reader.is_staff or (roles and not request.reader.roles.intersection(roles)):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return _marked(enter, frozenset(roles) or frozenset({"staff"}))

    return decorate
