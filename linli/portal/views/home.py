"""The portal's first page, its search box, and the door for rating."""

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from linli.common.surfaces import everyday_help
from linli.people.doors import ReadRequest, open_to_all
from linli.portal.forms.follow import FollowForm
from linli.portal.page import show
from linli.portal.queries.mine import my_matters, to_rate
from linli.portal.queries.month import this_month
from linli.portal.queries.search import search
from linli.portal.rules import as_resident

LATEST = 3


@require_safe
@never_cache
@open_to_all
def home(request: ReadRequest) -> HttpResponse:
    """One box, five doors, my matters, what the county has done."""
    rows = my_matters(as_resident(request), size=LATEST).rows
    context = {"rows": rows, "form": FollowForm(), "month": this_month(), "helps": everyday_help()}
    return show(request, "portal/home.html", context, active="home")


@require_safe
@never_cache
@open_to_all
def find(request: ReadRequest) -> HttpResponse:
    """What answers to the words of the search box."""
    return show(request, "portal/search.html", {"found": search(request.GET.get("q", ""), as_resident(request))})


@require_safe
@never_cache
@open_to_all
def ratings(request: ReadRequest) -> HttpResponse:
    """My closed matters that wait for a grade."""
    return show(request, "portal/ratings.html", {"rows": to_rate(as_resident(request))})
