"""The dispatch desk: one list of all that is unrouted, returned, overdue or disputed."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from linli.cases.domain.taking_back import UNDO_WITHIN
from linli.cases.enums import BulkAction
from linli.cases.queries.bulk import own_bulk
from linli.cases.queries.filters import CaseFilter
from linli.cases.queries.listing import list_cases
from linli.desk.context import counts_of
from linli.desk.queries.dispatch import TABS, dispatch_rows, measures, read_tab, tab_url
from linli.desk.queries.pane import CASES, VIEW_TONES, Place, view_title
from linli.desk.rules import MAY_SEE_DISPATCH
from linli.desk.views.answer import answer
from linli.people.doors import ReadRequest, staff_only
from linli.people.forms.unit import suggestions


@require_safe
@staff_only(*MAY_SEE_DISPATCH)
def show_former(request: ReadRequest) -> HttpResponse:  # noqa: ARG001  (a view's shape)
    """Where the list stood before it was one of four."""
    return HttpResponseRedirect(reverse("desk:dispatch"), status=301)


@require_safe
@staff_only(*MAY_SEE_DISPATCH)
def show_dispatch(request: ReadRequest) -> HttpResponse:
    return answer_dispatch(request, undo_url=_undo_url(request))


def answer_dispatch(
    request: ReadRequest, *, failed: dict[str, str] | None = None, said: str = "", undo_url: str = "", status: int = 200
) -> HttpResponse:
    """The list; after an action that was refused with the reason beside each row, and the words that were typed."""
    wanted = read_tab(request.GET)
    place = Place(CASES, wanted, older=request.GET.get("older", "")[:80], newer=request.GET.get("newer", "")[:80])
    page = list_cases(request.reader, wanted, older=place.older, newer=place.newer)
    rows = dispatch_rows(page.rows, request.reader, wanted, query=place.query, at=now())
    lists = {view: CaseFilter(view=view, town=wanted.town) for view in TABS}
    counts = counts_of(request, **{f"tab_{view}": one for view, one in lists.items()})
    refused = failed or {}
    context: dict[str, Any] = {
        "rows": [{"row": row, "typed": request.POST.get(f"unit-{row.number}", ""), "failed": refused.get(row.number, "")}
                 for row in rows],
        "tabs": [
            {"title": tab_title(view), "url": tab_url(one), "active": view == wanted.view, "count": counts[f"tab_{view}"],
             "tone": VIEW_TONES.get(view, "")}
            for view, one in lists.items()
        ],
        "view": wanted.view, "here": tab_url(wanted), "may_act": any(row.may_give or row.may_accept for row in rows),
        "asks_kind": wanted.view in ("to_route", "disputed"), "measures": measures(), "actions": BulkAction.choices,
        "units": suggestions(), "key": uuid4().hex, "failed": list(refused.items()), "said": said, "undo_url": undo_url,
        "ticked": request.POST.getlist("case"), "action": request.POST.get("action", "give"),
        "older": tab_url(wanted, older=page.older) if page.older else "",
        "newer": tab_url(wanted, newer=page.newer) if page.newer else "",
    }  # fmt: skip
    return answer(request, "desk/dispatch.html", "desk/dispatch.html", context, status=status)


def _undo_url(request: ReadRequest) -> str:
    """Where what this reader has just done is taken back, while it can be."""
    try:
        done = UUID(request.GET.get("done", ""))
    except ValueError:
        return ""
    found = own_bulk(request.reader, done)
    may_undo = found and found.undone_at is None and now() - found.at <= UNDO_WITHIN
    return reverse("desk:bulk-undo", args=[done]) if may_undo else ""


def tab_title(view: str) -> str:
    return pgettext("dispatch", "Unrouted") if view == "to_route" else view_title(view)
