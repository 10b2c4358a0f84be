"""The frame of every page of the portal."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _


def portal_navigation(request: HttpRequest, active: str = "") -> list[dict[str, Any]]:
    """The four places of the bar. Who has not signed in follows a matter by its number instead."""
    anonymous = request.reader.is_anonymous  # type: ignore[attr-defined]
    mine = reverse("portal:follow") if anonymous else reverse("portal:matters")
    me = reverse("people:sign-in") if anonymous else reverse("people:me")
    entries = (
        ("home", _("Home"), reverse("portal:home")),
        ("mine", _("My matters"), mine),
        ("nearby", _("Nearby"), reverse("portal:nearby")),
        ("me", _("Me"), me),
    )
    return [{"title": title, "url": url, "active": name == active} for name, title, url in entries]


def show(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, *, active: str = "", status: int = 200
) -> HttpResponse:
    """Answer with a page of the portal."""
    frame = {"portal_navigation": portal_navigation(request, active)}
    return render(request, template, frame | (context or {}), status=status)
