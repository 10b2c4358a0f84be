"""One application at the desk, with its check-list, both clocks and what may be done next."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from linli.hall.application_rules import MAY_READ
from linli.hall.forms.application import MarkForm
from linli.hall.forms.application_deeds import (
    CopyForm,
    DecisionForm,
    DeliveryForm,
    HelperForm,
    LookForm,
    NoteForm,
    OriginalsForm,
    OutsideForm,
    RestForm,
)
from linli.hall.forms.refusing import RefusingForm
from linli.hall.queries.application import ApplicationPage, CheckLine
from linli.hall.queries.application_copy import CopyLine, may_copy, may_read_answers
from linli.hall.queries.item import item_of
from linli.hall.views.application_answer import application_or_404, private
from linli.people.doors import ReadRequest, staff_only
from linli.people.enums import UnitKind
from linli.people.queries.unit import UnitFacts, unit_map

FORMS: dict[str, type[RefusingForm]] = {
    "copy": CopyForm, "answers": LookForm, "helper": HelperForm, "helper-end": NoteForm,
    "refusal": NoteForm, "outside": OutsideForm, "rest": RestForm, "decision": DecisionForm, "delivery": DeliveryForm, "originals": OriginalsForm,
}  # fmt: skip


@require_safe
@staff_only(*MAY_READ)
def show_one(request: ReadRequest, number: str) -> HttpResponse:
    """One application; what is in the archive is opened there, with a reason."""
    found = application_or_404(request.reader, number)
    if found.application.archived_at:
        return redirect("hall:archived", number=number)
    return show_desk(request, found)


def show_desk(
    request: ReadRequest, found: ApplicationPage, *, status: int = 200, fault: str = "", asked: str = "",
    form: Any = None, marks: dict[str, MarkForm] | None = None, copied: list[CopyLine] | None = None, shows_answers: bool = False,
) -> HttpResponse:  # fmt: skip
    """The page of an application; `copied`, `shows_answers`: what was just asked for with a reason."""
    may = {verb.value for verb in found.verbs}
    lines = [(line, (marks or {}).get(line.row.code) or _mark_of(line)) for line in found.lines]
    version = found.application.version
    unit = (
        next((one for one in unit_map().values() if one.code == version.deciding_unit), None)
        if version.deciding_unit
        else None
    )
    context: dict[str, Any] = {
        "found": found, "may": may, "lines": lines, "fault": fault, "asked": asked, "form": form,
        "forms": {name: kind(initial=_initial(name, found), auto_id=f"{name}_%s") for name, kind in FORMS.items()},
        "copied": copied or [], "may_copy": may_copy(found), "units": units_near(found.case.area), "deciding_unit": unit, "item": item_of(found.application.item_code),
        "may_read_answers": may_read_answers(found), "shows_answers": shows_answers,
    }  # fmt: skip
    if form is not None:
        context["forms"][asked] = form
    context["forms"]["helper_end"] = context["forms"]["helper-end"]
    return private(render(request, "hall/application_desk.html", context, status=status))


def units_near(area: str) -> list[UnitFacts]:
    """Whom an application of a place may be passed to: departments, its town, its own offices."""
    town = area[:9]
    found = [one for one in unit_map().values() if one.kind == UnitKind.DEPARTMENT or one.area.startswith(town)]
    return sorted(found, key=lambda one: (one.kind != UnitKind.DEPARTMENT, one.area, one.code))


def _mark_of(line: CheckLine) -> MarkForm:
    row = line.row
    return MarkForm(
        prefix=row.code, may_promise=row.is_secondary,
        initial={"standing": row.standing, "until": row.promised_until, "want": row.want},
    )  # fmt: skip


def _initial(name: str, found: ApplicationPage) -> dict[str, Any]:
    version, one = found.application.version, found.application
    if name == "outside":
        return {"body": version.outside_system or version.deciding_body}
    return {"number": one.outside_number} if name == "decision" else {}
