"""Who may enter a page. Every view carries one of these; a guard test finds the view that does not."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

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
            return redirect_to_login(request.get_full_path(), login_url=reverse("people:sign-in"))
        return view(request, *args, **kwargs)

    return _marked(enter, frozenset({"resident", "staff"}))


def staff_only(*roles: Role) -> Callable[[View], View]:
    """Staff who hold a post today (of one of these roles, if any are named)."""

    def decorate(view: View) -> View:
        @wraps(view)
        def enter(request: ReadRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.reader.is_anonymous:
                return redirect_to_login(request.get_full_path())
            if not request.reader.is_staff or (roles and not request.reader.roles.intersection(roles)):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return _marked(enter, frozenset(roles) or frozenset({"staff"}))

    return decorate
