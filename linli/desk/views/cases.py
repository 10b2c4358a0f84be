"""Lists of matters: filters in the address, pages by key, columns of one's choice, lists kept by name."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from linli.cases.queries.filters import CaseFilter
from linli.cases.rules import MAY_EXPORT
from linli.desk.context import counts_of
from linli.desk.forms.filters import FilterForm, set_words
from linli.desk.queries.cells import table_row
from linli.desk.queries.columns import COLUMNS, Column, chosen_columns
from linli.desk.queries.listed_figure import instruct_url
from linli.desk.queries.pane import CASES, LIST_VIEWS, Place, read_pane, view_chips, view_title
from linli.desk.queries.saved_view import kept_views
from linli.desk.views.answer import answer
from linli.people.doors import ReadRequest, staff_only
from linli.people.enums import Role

COLUMNS_COOKIE = "linli_columns"
A_YEAR = 365 * 24 * 3600


@require_safe
@staff_only()
def show_cases(request: ReadRequest) -> HttpResponse:
    if "columns" in request.GET:
        return _keep_columns(request)
    place = Place.read(request.GET, kind=CASES)
    wanted = place.filter
    counts = counts_of(request, here=wanted)
    pane = read_pane(request.reader, place)
    columns = chosen_columns(request.COOKIES.get(COLUMNS_COOKIE, "").split("."))
    moment = now()
    leader = request.reader if Role.LEADER in request.reader.roles else None
    context = {
        "pane": pane, "place": place, "title": view_title(wanted.view), "total": counts["here"],
        "chips": view_chips(place, LIST_VIEWS, {}), "form": FilterForm(wanted), "set": _set(wanted),
        "columns": [_head(column, wanted) for column in columns], "rows": [table_row(row, columns, query=place.query, at=moment, reader=leader) for row in pane.page.rows],
        "choices": [(column.name, column.title, column in columns) for column in COLUMNS],
        "kept": _hidden(wanted), "views": list(kept_views(request.reader)),
        "instruct_url": instruct_url(request.reader, wanted), "query": wanted.address(), "may_export": bool(request.reader.roles & MAY_EXPORT),
        "clear_url": place.seen_as(wanted.view) if not wanted.is_narrowed else _bare(wanted),
    }  # fmt: skip
    return answer(request, "desk/cases.html", "desk/cases.html", context)


def _keep_columns(request: ReadRequest) -> HttpResponse:
    """Keep the choice of columns in a cookie and go back to the list without it in the address."""
    names = [column.name for column in chosen_columns(request.GET.getlist("columns"))]
    query = Place.read(request.GET, kind=CASES).filter.address()
    response = HttpResponseRedirect(reverse("desk:cases") + (f"?{query}" if query else ""))
    secure = bool(settings.SESSION_COOKIE_SECURE)
    response.set_cookie(COLUMNS_COOKIE, ".".join(names), max_age=A_YEAR, secure=secure, httponly=True, samesite="Lax")
    return response


def _set(wanted: CaseFilter) -> list[dict[str, str]]:
    path = reverse("desk:cases")
    return [{"words": words, "url": f"{path}?{query}" if query else path} for words, query in set_words(wanted)]


def _bare(wanted: CaseFilter) -> str:
    query = CaseFilter(view=wanted.view, order=wanted.order).address()
    return reverse("desk:cases") + (f"?{query}" if query else "")


def _hidden(wanted: CaseFilter) -> list[tuple[str, str]]:
    """The words of the address as hidden fields, for forms beside the filter bar."""
    return [(name, value) for name, value in wanted.__dict__.items() if value and isinstance(value, str)]


def _head(column: Column, wanted: CaseFilter) -> dict[str, Any]:
    head: dict[str, Any] = {"title": column.title, "numeric": column.numeric}
    if column.sorts and wanted.view in ("open", "late", "today", "soon"):
        order = "due" if wanted.by_due else "opened"
        head["sort_url"] = f"?{wanted.address(order=column.sorts)}"
        head["sorted"] = ("ascending" if order == "due" else "descending") if order == column.sorts else ""
    return head
