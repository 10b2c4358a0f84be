"""One box for everything: a number opens its case at once, the rest becomes a list that says by what it was found.

What is typed comes by POST. Words then stand in the address, so that the list can be kept and reloaded; a telephone number
stands there sealed only, because addresses are written into logs.
"""

from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from linli.cases.queries.filters import CaseFilter
from linli.cases.queries.listing import Page
from linli.cases.queries.search import Found, cases_of_phone, search_cases
from linli.cases.rules import MAY_FIND_BY_PHONE
from linli.desk.queries.pane import CASES, Place
from linli.desk.queries.rows import case_url, list_row
from linli.desk.queries.sought import names_somebody, phone_of, sealed, unsealed
from linli.desk.views.answer import answer
from linli.people.doors import ReadRequest, staff_only
from linli.people.phones import mask_phone

MOST_TYPED = 80


@sensitive_post_parameters("q")
@require_http_methods(["GET", "HEAD", "POST"])
@staff_only()
def show_search(request: ReadRequest) -> HttpResponse:
    if request.method == "POST":
        return _take(request, request.POST.get("q", "").strip()[:MOST_TYPED])
    if "by" in request.GET:
        phone = unsealed(request.GET["by"])
        found = Found("phone", Page(cases_of_phone(phone, request.reader) if phone else []))
        return _show(request, mask_phone(phone) if phone else "", found)
    typed = request.GET.get("q", "").strip()[:MOST_TYPED]
    found = search_cases(typed, request.reader, older=request.GET.get("older", ""), newer=request.GET.get("newer", ""))
    if found.by == "number":
        return HttpResponseRedirect(case_url(found.page.rows[0].number_text))
    return _show(request, typed, found)


def _take(request: ReadRequest, typed: str) -> HttpResponse:
    """Send on to the address of what was typed."""
    path = reverse("desk:search")
    if phone := phone_of(typed):
        return HttpResponseRedirect(f"{path}?{urlencode({'by': sealed(phone)})}", status=303)
    if names_somebody(typed):  # found by nothing, and not for an address
        return _show(request, typed, Found("nothing", Page([])))
    return HttpResponseRedirect(f"{path}?{urlencode({'q': typed})}" if typed else path, status=303)


def _show(request: ReadRequest, typed: str, found: Found) -> HttpResponse:
    place = Place(CASES, CaseFilter(view="all", q=typed)) if found.by == "words" else Place()
    moment = now()
    context = {
        "typed": typed, "by": found.by, "by_words": by_words(found.by),
        "rows": [list_row(row, query=place.query, at=moment) for row in found.page.rows],
        "older": _turned(typed, "older", found.page.older), "newer": _turned(typed, "newer", found.page.newer),
        "may_find_by_phone": bool(request.reader.roles & MAY_FIND_BY_PHONE),
    }  # fmt: skip
    return answer(request, "desk/search.html", "desk/search.html", context)


def by_words(by: str) -> str:
    return {"phone": _("Found by the telephone of whoever reported it"), "words": _("Found by keyword")}.get(by, "")


def _turned(typed: str, name: str, key: str) -> str:
    return f"{reverse('desk:search')}?{urlencode({'q': typed, name: key})}" if key else ""
