"""The routing rules, to read and to try; editing them is for Settings."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.areas.queries.map import area_map, area_path
from linli.cases.queries.procedure import kind_map
from linli.desk.queries.rulebook import rule_lines, try_rules
from linli.desk.views.answer import answer
from linli.people.doors import ReadRequest, staff_only


@require_safe
@staff_only()
def show_rules(request: ReadRequest) -> HttpResponse:
    kind, area = request.GET.get("kind", "").strip()[:80], request.GET.get("area", "").strip()[:80]
    context = {
        "rules": rule_lines(), "kind": kind, "area": area, "trial": try_rules(kind, area) if kind else None,
        "kinds": [(one.name, one.code) for one in kind_map().values() if one.is_active],
        "areas": [(" ".join(area_path(one.code)), one.code) for one in area_map().values()
                  if one.is_active and len(one.code) in (9, 12)],
        "columns": [{"title": _("No.")}, {"title": _("Kind")}, {"title": _("Where")}, {"title": _("Goes to")}, {"title": _("Note")}],
    }  # fmt: skip
    return answer(request, "desk/rules.html", "desk/rules.html", context)
