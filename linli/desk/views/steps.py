"""The seven steps with their key figures: each says what it counts and when it was read, and opens the lists it counts."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from linli.areas.queries.map import towns
from linli.cases.forms.kind import every_kind, written_kind
from linli.cases.queries.figures import Count
from linli.cases.queries.kinds import majors
from linli.cases.queries.steps import Rate, seven_steps
from linli.desk.queries.period import NAMED, Period, period_words
from linli.desk.rules import MAY_SEE_DISPATCH, sees_grids_only
from linli.desk.views.answer import answer
from linli.people.doors import ReadRequest, staff_only


@require_safe
@staff_only(*MAY_SEE_DISPATCH)
def show_steps(request: ReadRequest) -> HttpResponse:
    period = Period.read(request.GET)
    steps = seven_steps(
        request.reader, period.first, period.last, town=period.town, major=period.major, kind=period.kind
    )
    asked = request.GET.get("kind", "").strip()[:120]
    path = reverse("desk:steps")
    context = {
        "period": period, "read_at": steps.read_at, "rates": [_shown(rate) for rate in steps.rates],
        "periods": [{"title": period_words(name), "url": f"{path}?{period.address(period=name)}", "active": period.name == name}
                    for name in NAMED],
        "towns": [(town.code, town.name) for town in towns()], "majors": list(majors().items()),
        "kind_written": written_kind(period.kind) or asked, "kinds": every_kind(), "is_unknown": bool(asked and not period.kind),
        "grids_only": sees_grids_only(request.reader),
    }  # fmt: skip
    return answer(request, "desk/steps.html", "desk/steps.html", context)


def _words() -> dict[str, tuple[str, str]]:
    """What each is called, and what it counts."""
    return {
        "reports": (pgettext("step", "Reports"), _("matters that came in during the period")),
        "filing": (pgettext("step", "Filing rate"), _("of these, filed by now; what a rule gave to a unit on the way in and nobody has filed yet is not counted")),
        "dispatch": (
            pgettext("step", "Dispatch accuracy"),
            _("of those that a rule or a person gave to a unit: stayed with it, neither transferred nor moved after an objection"),
        ),
        "on_time": (pgettext("step", "On-time handling"), _("of those closed in the period: in time, by the limit as it then stood")),
        "closing": (pgettext("step", "Closing rate"), _("of those that came in and were taken on: over by now")),
        "rework": (pgettext("step", "Rework"), _("of those closed in the period: sent back or reopened before")),
        "satisfaction": (
            pgettext("step", "Satisfaction"),
            _("of those closed in the period and rated: rated fairly satisfied or better"),
        ),
        "response": (
            pgettext("step", "Response"),
            _("first contact in time, of all owed that were made or whose time has run; not signed for in time counts as not made"),
        ),
    }  # fmt: skip


def _shown(rate: Rate) -> dict[str, Any]:
    name, definition = _words()[rate.name]
    return {
        "code": rate.name, "name": name, "definition": definition, "percent": rate.percent, "of": _count(rate.of),
        "whole": _count(rate.whole) if rate.whole else None,
    }  # fmt: skip


def _count(count: Count) -> dict[str, str]:
    query = count.address
    path = reverse("desk:cases")
    return {"words": number_format(count.value, force_grouping=True), "url": f"{path}?{query}" if query else path}
