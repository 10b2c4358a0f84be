"""Applications at the desk: the list, the counter, one application with its check-list and what may be done next."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.common.days import day_in
from linli.common.errors import Refusal
from linli.documents.domain.receiving import receive_plain
from linli.documents.owners import new_basket
from linli.hall.application_enums import Standing, Verdict, Way
from linli.hall.application_errors import HelperUnknown
from linli.hall.application_rules import MAY_READ, MAY_RECEIVE
from linli.hall.domain import application_way as way
from linli.hall.domain.errand import end_help, forbid_help, go_on_alone, set_helper
from linli.hall.domain.material_check import Mark, add_papers, mark_materials
from linli.hall.domain.outside import Line, outside_file, read_outside
from linli.hall.forms.application import (
    CopyForm,
    DecisionForm,
    DeliveryForm,
    HelperForm,
    LookForm,
    MarkForm,
    NoteForm,
    OriginalsForm,
    OutsideForm,
)
from linli.hall.forms.refusing import RefusingForm
from linli.hall.models import Application
from linli.hall.queries.application import ApplicationPage, CheckLine
from linli.hall.queries.application_copy import CopyLine, copy_lines, may_copy, may_read_answers
from linli.hall.queries.applications import VIEWS, Wanted, list_applications
from linli.hall.queries.item import item_map, item_of
from linli.hall.queries.volunteers import volunteer_by_phone
from linli.hall.views.application_answer import application_or_404, private, uuid_in
from linli.people.domain.look import unmask
from linli.people.doors import ReadRequest, staff_only
from linli.people.enums import UnitKind
from linli.people.queries.unit import UnitFacts, unit_map

MOST_FILE = 2_000_000


@require_safe
@staff_only(*MAY_READ)
def show_list(request: ReadRequest) -> HttpResponse:
    """The applications of my areas or my unit, newest first."""
    wanted = wanted_of(request)
    page = list_applications(request.reader, wanted, older=request.GET.get("older", ""))
    kept = {name: value for name, value in wanted.words.items() if name != "view"}
    titles = {
        "": _("All"), "applied": _("To be taken on"), "returned": _("Papers missing"), "examining": _("Being examined"),
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


@require_POST
@staff_only(*MAY_READ)
def make_deed(request: ReadRequest, number: str, deed: str) -> HttpResponse:
    """Mark the check-list, or take the application one step further."""
    found = application_or_404(request.reader, number)
    if deed not in DEEDS:
        raise Http404
    form = FORMS[deed](request.POST, auto_id=f"{deed}_%s") if deed in FORMS else None
    if form is not None and not form.is_valid():
        return show_desk(request, found, asked=deed, form=form, status=422)
    try:
        said = DEEDS[deed](request, found, form)
    except Refusal as refusal:
        fresh = application_or_404(request.reader, number)
        if form is not None:
            form.refuse(refusal)
            return show_desk(request, fresh, asked=deed, form=form, status=refusal.status)
        return show_desk(request, fresh, fault=str(refusal), status=refusal.status)
    if isinstance(said, HttpResponse):
        return said
    messages.success(request, said)
    return redirect("hall:application", number=number)


Answer = str | HttpResponse
Do = Callable[[ReadRequest, ApplicationPage, Any], Answer]


def _mark(request: ReadRequest, found: ApplicationPage, _form: Any) -> Answer:
    """The whole check-list in one form; files that came with it go to their paper."""
    forms = {
        line.row.code: MarkForm(request.POST, prefix=line.row.code, may_promise=line.row.is_secondary)
        for line in found.lines if line.row.standing != Standing.OBTAINED
    }  # fmt: skip
    if not all(form.is_valid() for form in forms.values()):
        return show_desk(request, found, marks=forms, status=422)
    marks = {
        code: Mark(Standing(form.cleaned_data["standing"]), form.cleaned_data.get("until"), form.cleaned_data["want"])
        for code, form in forms.items()
    }
    try:
        mark_materials(found.application, marks, by=request.reader)
    except Refusal as refusal:
        return show_desk(request, found, marks=forms, fault=str(refusal), status=refusal.status)
    faults = _files(request, found)
    return (
        show_desk(request, application_or_404(request.reader, found.number), fault=" ".join(faults), status=422)
        if faults
        else _("Check-list saved.")
    )


def _files(request: ReadRequest, found: ApplicationPage) -> list[str]:
    baskets, faults = {}, []
    for line in found.lines:
        if uploads := request.FILES.getlist(f"{line.row.code}-files"):
            baskets[line.row.code] = new_basket(request)
            faults += [
                str(refusal)
                for _name, refusal in receive_plain(uploads, baskets[line.row.code], request.reader).refused
            ]
    if baskets:
        add_papers(found.application, baskets, by=request.reader)
    return faults


def _accept(request: ReadRequest, found: ApplicationPage, _form: Any) -> Answer:
    way.accept_application(found.application, by=request.reader)
    return _("Taken on; the notice of acceptance is being made.")


def _notice(request: ReadRequest, found: ApplicationPage, _form: Any) -> Answer:
    way.give_notice(found.application, by=request.reader)
    return _("Told once, as a paper and a message. The clock rests until the papers are there.")


def _complete(request: ReadRequest, found: ApplicationPage, _form: Any) -> Answer:
    way.materials_complete(found.application, by=request.reader)
    return _("Noted; the clock runs again.")


def _refuse(request: ReadRequest, found: ApplicationPage, form: Any) -> Answer:
    way.refuse_application(found.application, by=request.reader, reason=form.cleaned_data["note"])
    return _("Told, with the reason, as a paper and a message.")


def _pass_to_unit(request: ReadRequest, found: ApplicationPage, _form: Any) -> Answer:
    way.pass_to_unit(found.application, unit=uuid_in(request.POST.get("unit", "")), by=request.reader)
    return _("Passed on. Both clocks stand on the page.")


def _pass_outside(request: ReadRequest, found: ApplicationPage, form: Any) -> Answer:
    way.pass_outside(found.application, by=request.reader, **form.cleaned_data)
    return _("It now waits for that body. Nothing is decided until somebody brings its result back.")


def _decide(request: ReadRequest, found: ApplicationPage, form: Any) -> Answer:
    said = form.cleaned_data
    way.decide_application(
        found.application, verdict=Verdict(said["verdict"]), decided_on=said["decided_on"], number=said["number"],
        reason=said["note"], by=request.reader,
    )  # fmt: skip
    return _("Decision recorded; its paper is being made.")


def _deliver(request: ReadRequest, found: ApplicationPage, form: Any) -> Answer:
    way.deliver_result(
        found.application, way=Way(form.cleaned_data["way"]), note=form.cleaned_data["note"], by=request.reader
    )
    return _("Delivered and closed. The applicant is asked to rate it, not here and not by you.")


def _take_originals(request: ReadRequest, found: ApplicationPage, form: Any) -> Answer:
    way.take_originals(found.application, form.handed, by=request.reader)
    return _("Noted; the hand-over list is being made. Both sides sign it.")


def _return_originals(request: ReadRequest, found: ApplicationPage, _form: Any) -> Answer:
    """Those that were ticked; without any, all that are out."""
    ticked = [number for text in request.POST.getlist("original") if (number := uuid_in(text))]
    count = way.return_originals(found.application, by=request.reader, which=ticked or None)
    return ngettext("Noted: %(n)s original is back with its owner; the receipt is being made.",
                    "Noted: %(n)s originals are back with their owner; the receipt is being made.", count) % {"n": count}  # fmt: skip


def _set_helper(request: ReadRequest, found: ApplicationPage, form: Any) -> Answer:
    volunteer = None
    if form.cleaned_data["phone"]:
        volunteer = volunteer_by_phone(form.cleaned_data["phone"], found.application.village)
        if volunteer is None:
            raise HelperUnknown
    set_helper(found.application, by=request.reader, volunteer=volunteer)
    return _("Noted. The applicant and whoever helps are told.")


def _end_help(request: ReadRequest, found: ApplicationPage, form: Any) -> Answer:
    end_help(found.application, by=request.reader, reason=form.cleaned_data["note"])
    return _("Noted. The applicant and whoever helped are told; the application goes on.")


def _forbid_help(request: ReadRequest, found: ApplicationPage, _form: Any) -> Answer:
    forbid_help(found.application, by=request.reader)
    return _("Noted. The application stands still until the applicant says how it goes on.")


def _go_on(request: ReadRequest, found: ApplicationPage, _form: Any) -> Answer:
    go_on_alone(found.application, by=request.reader)
    return _("Noted. It goes on, without whoever helped.")


def _answers(request: ReadRequest, found: ApplicationPage, form: Any) -> Answer:
    """Show once what was answered in the item's form; that it was looked at is written down first."""
    if not may_read_answers(found):
        raise Http404
    unmask("case", found.case.id, "answers", by=request.reader, reason=form.cleaned_data["note"],
           person_id=found.case.reporter_id)  # fmt: skip
    return show_desk(request, found, asked="answers", shows_answers=True)


def _copy(request: ReadRequest, found: ApplicationPage, form: Any) -> Answer:
    """Show once what is carried over into the other system; that it was looked at is written down first."""
    if not may_copy(found):
        raise Http404
    unmask(
        "case",
        found.case.id,
        "reporter",
        by=request.reader,
        reason=form.cleaned_data["note"],
        person_id=found.case.reporter_id,
    )
    return show_desk(request, found, asked="copy", copied=copy_lines(found))


FORMS: dict[str, type[RefusingForm]] = {
    "copy": CopyForm, "answers": LookForm, "helper": HelperForm, "helper-end": NoteForm,
    "refusal": NoteForm, "outside": OutsideForm, "decision": DecisionForm, "delivery": DeliveryForm, "originals": OriginalsForm,
}  # fmt: skip
DEEDS: dict[str, Do] = {
    "check-list": _mark, "acceptance": _accept, "notice": _notice, "supplement": _complete, "refusal": _refuse,
    "assignment": _pass_to_unit, "outside": _pass_outside, "decision": _decide, "delivery": _deliver,
    "copy": _copy, "originals": _take_originals, "originals-return": _return_originals, "answers": _answers,
    "helper": _set_helper, "helper-end": _end_help, "help-refusal": _forbid_help, "going-on": _go_on,
}  # fmt: skip


@require_safe
@staff_only(*MAY_RECEIVE)
def export_outside(request: ReadRequest) -> HttpResponse:
    """What waits for other bodies, as CSV: to be filled in there, and brought back."""
    response = HttpResponse(outside_file(request.reader), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="outside.csv"'
    return private(response)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*MAY_RECEIVE)
def import_outside(request: ReadRequest) -> HttpResponse:
    """Bring results back from a CSV; each line is told whether it was taken, and why not."""
    file = request.FILES.get("file") if request.method == "POST" else None
    lines: list[Line] = []
    fault = ""
    if request.method == "POST":
        if file is None or file.size is None or file.size > MOST_FILE:
            fault = _("Choose a CSV file of at most 2 MB.")
        else:
            lines, fault = read_outside(file.read(), by=request.reader)
    waiting = Application.objects.filter(case__state="outside").exists()
    context = {"lines": lines, "fault": fault, "waiting": waiting, "address": reverse("hall:outside-export")}
    return private(render(request, "hall/application_outside.html", context, status=422 if fault else 200))
