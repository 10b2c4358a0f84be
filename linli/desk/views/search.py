"""One box for everything: a number opens its case at once, the rest becomes a list that says by what it was found."""

from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.cases.queries.filters import CaseFilter
from linli.cases.queries.search import search_cases
from linli.cases.rules import MAY_FIND_BY_PHONE
from linli.desk.queries.pane import CASES, Place
from linli.desk.queries.rows import case_url, list_row
from linli.desk.views.answer import answer
from linli.people.doors import ReadRequest, staff_only


@require_safe
@staff_only()
def show_search(request: ReadRequest) -> HttpResponse:
    typed = request.GET.get("q", "").strip()[:80]
    found = search_cases(typed, request.reader, older=request.GET.get("older", ""), newer=request.GET.get("newer", ""))
    if found.by == "number":
        return HttpResponseRedirect(case_url(found.page.rows[0].number_text))
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
    return {"phone": _("found by the telephone of whoever reported it"), "words": _("found by words")}.get(by, "")


def _turned(typed: str, name: str, key: str) -> str:
    return f"{reverse('desk:search')}?{urlencode({'q': typed, name: key})}" if key else ""
