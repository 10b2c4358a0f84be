"""My matters, one matter, and the slip that says it was received."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from linli.bookings.queries.cases import bookings_of_case
from linli.people.doors import ReadRequest, open_to_all, signed_in
from linli.portal.page import show
from linli.portal.queries.looks import looks_at_case
from linli.portal.queries.matter import MatterPage, find_matter
from linli.portal.queries.mine import VIEWS, my_matters
from linli.portal.rules import as_resident
from linli.portal.session import secret_of


@require_safe
@never_cache
@signed_in
def matters(request: ReadRequest) -> HttpResponse:
    """What I have reported or follow, newest first."""
    asked = request.GET.get("view", "")
    view = asked if asked in VIEWS else "all"
    page = my_matters(
        as_resident(request), view=view, older=request.GET.get("older", ""), newer=request.GET.get("newer", "")
    )
    titles = {"all": _("All"), "open": pgettext("matters", "Open"), "done": pgettext("matters", "Closed")}
    context = {
        "rows": page.rows,
        "view": view,
        "older": _address(view, older=page.older) if page.older else "",
        "newer": _address(view, newer=page.newer) if page.newer else "",
        "chips": [
            {"title": title, "url": _address(name) or "?", "active": name == view} for name, title in titles.items()
        ],
    }
    return show(request, "portal/matters.html", context, active="mine")


@require_safe
@never_cache
@open_to_all
def matter(request: ReadRequest, number: str) -> HttpResponse:
    """One matter: what next, by when, who and why, and what I can do."""
    found = matter_or_404(request, number)
    looks = looks_at_case(found.case.id) if found.is_mine else []
    booked = bookings_of_case(found.case.id, as_resident(request)) if found.is_mine else []
    context = {"matter": found, "looks": looks, "booked": booked}
    return show(request, "portal/matter.html", context, active="mine")


@require_safe
@never_cache
@open_to_all
def received(request: ReadRequest, number: str) -> HttpResponse:
    """It has arrived: the number, the secret for a while, what happens next and by when."""
    found = matter_or_404(request, number)
    if not found.is_mine:
        raise Http404
    context = {"matter": found, "secret": secret_of(request, found.case.id)}
    return show(request, "portal/received.html", context, active="mine")


def matter_or_404(request: ReadRequest, number: str) -> MatterPage:
    """Return a matter of this reader; somebody else's is as if it were not there."""
    found = find_matter(number, as_resident(request))
    if found is None:
        raise Http404
    return found


def _address(view: str, **key: str) -> str:
    kept = {"view": view, **key} if view != "all" else key
    return "?" + urlencode(kept) if kept else ""
