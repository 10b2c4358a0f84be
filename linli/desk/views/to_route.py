"""The visible list of what no rule caught, and its assignment, one by one or many at once."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from linli.cases.queries.address import number_of
from linli.cases.queries.filters import CaseFilter
from linli.cases.queries.listing import list_cases
from linli.cases.queries.visible import visible_to
from linli.desk.context import counts_of
from linli.desk.domain.routing import Assigned, Wish, assign_cases
from linli.desk.queries.pane import CASES, Place
from linli.desk.queries.to_route import route_rows
from linli.desk.rules import MAY_SEE_TO_ROUTE
from linli.desk.views.answer import answer
from linli.people.doors import ReadRequest, staff_only
from linli.people.forms.unit import suggestions, unit_of


@require_safe
@staff_only(*MAY_SEE_TO_ROUTE)
def show_to_route(request: ReadRequest) -> HttpResponse:
    return _list(request)


@require_POST
@staff_only(*MAY_SEE_TO_ROUTE)
def make_assignments(request: ReadRequest) -> HttpResponse:
    """Assign the ticked rows, or the one whose own button was pressed. What fails is listed with its reason."""
    one = request.POST.get("one", "")
    numbers = [one] if one else request.POST.getlist("case")
    if not numbers:
        messages.info(request, _("Tick the matters that you want to assign."))
        return HttpResponseRedirect(reverse("desk:to-route"), status=303)
    outcome = assign_cases(
        _wishes(request, numbers, together=not one), by=request.reader, note=request.POST.get("note", "")[:2000]
    )
    if outcome.failed:
        return _list(request, outcome)
    messages.success(request, _given_words(outcome.given))
    return HttpResponseRedirect(reverse("desk:to-route"), status=303)


def _given_words(count: int) -> str:
    return ngettext("%(n)s matter was assigned.", "%(n)s matters were assigned.", count) % {"n": count}


def _wishes(request: ReadRequest, numbers: list[str], *, together: bool) -> list[Wish]:
    """What the form asks for: the unit of all ticked rows where one is written, else the one beside each."""
    found = {number_of(number): number for number in numbers[:100]}
    cases = visible_to(request.reader).filter(number__in=[number for number in found if number])
    post, wishes = request.POST, []
    for case in sorted(cases, key=lambda case: list(found).index(case.number)):
        number = found[case.number]
        typed = (post.get("unit", "").strip() if together else "") or post.get(f"unit-{number}", "")
        seq = post.get(f"seq-{number}", "")
        wishes.append(
            Wish(case, number, unit_of(typed, near=case.area), int(seq) if seq.isdecimal() else None,
                 f"{post.get('key', '')[:40]}:{case.number}")
        )  # fmt: skip
    return wishes


def _list(request: ReadRequest, outcome: Assigned | None = None) -> HttpResponse:
    """The list, after an assignment with what could not be given and the words that were typed."""
    wanted = CaseFilter(view="to_route", town=CaseFilter.read(request.GET).town)
    place = Place(CASES, wanted)
    page = list_cases(request.reader, wanted, older=request.GET.get("older", ""), newer=request.GET.get("newer", ""))
    rows = route_rows(page.rows, request.reader, query=place.query, at=now())
    failed = dict(outcome.failed) if outcome else {}
    context: dict[str, Any] = {
        "rows": [{"row": row, "typed": _typed(request, row.number), "failed": failed.get(row.number, "")} for row in rows],
        "may_assign": any(row.may_assign for row in rows), "units": suggestions(), "key": uuid4().hex,
        "total": counts_of(request)["to_route"], "failed": outcome.failed if outcome else [],
        "given": _given_words(outcome.given) if outcome and outcome.given else "", "older": page.older, "newer": page.newer,
        "ticked": request.POST.getlist("case"),
    }  # fmt: skip
    return answer(request, "desk/to_route.html", "desk/to_route.html", context, status=422 if outcome else 200)


def _typed(request: ReadRequest, number: str) -> str:
    return request.POST.get(f"unit-{number}", "")
