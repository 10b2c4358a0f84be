"""One's own notices and what one wants to be told: the same pages for residents and staff."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.common.surfaces import portal_navigation
from linli.notices.domain.preferences import set_preferences
from linli.notices.domain.reading import mark_read
from linli.notices.forms.preferences import PreferencesForm
from linli.notices.queries.inbox import Page, in_words, inbox, keyset_page, unread_count
from linli.people.doors import ReadRequest, signed_in
from linli.people.models import Account


@require_safe
@signed_in
def show_inbox(request: ReadRequest) -> HttpResponse:
    """What I have been told, newest first."""
    only_unread = request.GET.get("unread") == "1"
    rows = inbox(request.reader)
    page = keyset_page(
        rows.filter(read_at__isnull=True) if only_unread else rows,
        before=_key(request, "before"),
        after=_key(request, "after"),
    )
    unread = unread_count(request.reader) or 0
    context = {
        "written": in_words(page.rows, language=get_language() or "", is_staff=request.reader.is_staff),
        "unread": unread,
        "only_unread": only_unread,
        "chips": [
            {"title": _("All"), "url": "?", "active": not only_unread, "count": None},
            {"title": _("Unread"), "url": "?unread=1", "active": only_unread, "count": unread or None},
        ],
        **neighbours(page, unread="1" if only_unread else ""),
    }
    return render(request, "notices/inbox.html", _with_layout(request, context))


@require_POST
@signed_in
def make_reading(request: ReadRequest) -> HttpResponse:
    """Note one notice as read (`notice`), or all of them (`all`)."""
    mark_read(request.reader, None if "all" in request.POST else keys(request.POST.getlist("notice")))
    return redirect("notices:inbox")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def edit_preferences(request: ReadRequest) -> HttpResponse:
    """What I want to be told outside Linli, and when not."""
    account = request.reader.account
    assert isinstance(account, Account)
    form = PreferencesForm(request.POST or None, account=account)
    if request.method == "POST" and form.is_valid():
        set_preferences(account, wanted=form.wanted(), quiet=form.quiet())
        messages.success(request, _("Saved."))
        return redirect("notices:preferences")
    status = 422 if request.method == "POST" else 200
    return render(request, "notices/preferences.html", _with_layout(request, {"form": form}), status=status)


def neighbours(page: Page, **kept: str) -> dict[str, str]:
    """The addresses of the older and newer page, keeping the filters."""
    filters = {name: value for name, value in kept.items() if value}
    return {
        "older": "?" + urlencode({**filters, "before": str(page.older)}) if page.older else "",
        "newer": "?" + urlencode({**filters, "after": str(page.newer)}) if page.newer else "",
    }


def keys(values: list[str]) -> list[UUID]:
    """The values that are keys; what is none names nothing."""
    found = []
    for value in values:
        try:
            found.append(UUID(value))
        except ValueError:
            continue
    return found


def _key(request: HttpRequest, name: str) -> UUID | None:
    return next(iter(keys([request.GET.get(name, "")])), None)


def _with_layout(request: ReadRequest, context: dict[str, Any]) -> dict[str, Any]:
    if request.reader.is_staff:
        return context | {"layout": "layouts/desk.html"}
    return context | {"layout": "layouts/portal.html", "portal_navigation": portal_navigation(request, "me")}
