"""The list of applications at the desk."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from linli.common.days import day_in
from linli.hall.application_rules import MAY_READ, MAY_RECEIVE
from linli.hall.queries.applications import VIEWS, Wanted, list_applications
from linli.hall.queries.item import item_map
from linli.hall.views.application_answer import private
from linli.people.doors import ReadRequest, staff_only


@require_safe
@staff_only(*MAY_READ)
def show_list(request: ReadRequest) -> HttpResponse:
    """The applications of my areas or my unit, newest first."""
    wanted = wanted_of(request)
    page = list_applications(request.reader, wanted, older=request.GET.get("older", ""))
    kept = {name: value for name, value in wanted.words.items() if name != "view"}
    titles = {
        "": _("All"), "applied": _("To be accepted"), "returned": _("Papers missing"), "examining": _("Being examined"),
        "outside": _("With another body"), "outside_soon": pgettext("applications", "Due there soon"),
        "outside_late": pgettext("applications", "Overdue there"), "decided": _("To be delivered"), "over": pgettext("applications", "Over"),
    }  # fmt: skip
    heads = (
        _("Number"),
        pgettext("application", "Item"),
        _("Place"),
        pgettext("application", "State"),
        _("Due"),
        _("Papers"),
        _("How it came"),
    )
    context = {
        "page": page, "wanted": wanted, "items": sorted(item_map().values(), key=lambda item: item.initials),
        "chips": [{"title": title, "url": "?" + urlencode(kept | ({"view": view} if view else {})), "active": view == wanted.view}
                  for view, title in titles.items()],
        "columns": [{"title": title} for title in heads],
        "older": "?" + urlencode(wanted.words | {"older": page.older}) if page.older else "",
        "may_receive": bool(request.reader.roles & MAY_RECEIVE),
    }  # fmt: skip
    return private(render(request, "hall/application_list.html", context))


def wanted_of(request: ReadRequest) -> Wanted:
    """What the address asks for; what it cannot mean is left out."""
    asked = request.GET
    view = asked.get("view", "")
    return Wanted(
        view if view in VIEWS and view != "archive" else "", asked.get("item", "")[:40], area_in(asked.get("area", "")), day_in(asked.get("first", "")),
        day_in(asked.get("last", "")),
    )  # fmt: skip


def area_in(code: str) -> str:
    return code if code.isdigit() and len(code) in (9, 12) else ""
