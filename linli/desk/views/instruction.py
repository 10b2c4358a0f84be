"""A leader's instruction on a matter, and the list of all instructions."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from linli.cases.domain.instruction import instruct
from linli.cases.forms.instruction import InstructionForm
from linli.cases.queries.filters import CaseFilter
from linli.cases.queries.instruction import VIEWS, instructions
from linli.cases.queries.listing import number_text
from linli.common.errors import Refusal
from linli.desk.queries.listed_figure import list_address, listed_figure, title_of
from linli.desk.queries.rows import case_url, due_of
from linli.desk.rules import MAY_SEE_INSTRUCTIONS
from linli.desk.views.answer import answer, asks_for_part
from linli.desk.views.case import answer_case, detail_of, page_or_404
from linli.desk.views.deed import go
from linli.people.doors import ReadRequest, staff_only
from linli.people.enums import Role
from linli.people.forms.unit import suggestions


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.LEADER)
def give_instruction(request: ReadRequest, number: str) -> HttpResponse:
    """GET shows the form beside the matter, POST gives the instruction."""
    page = page_or_404(request, number)
    detail = detail_of(request, page)
    if not detail.instruct_url:
        raise PermissionDenied
    case = page.case
    form = InstructionForm(request.POST if request.method == "POST" else None, unit=case.lead_unit_id, near=case.area)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = instruct(case, by=request.reader, **form.said).case
            except Refusal as refusal:
                form.refuse(refusal)
                status = refusal.status
            else:
                messages.success(request, _("The unit has been told."))
                return go(request, case_url(number_text(made.number, made.opened_at)))
    context: dict[str, Any] = {
        "instruction_form": form, "units": suggestions(case.area), "action": detail.instruct_url,
    }  # fmt: skip
    if asks_for_part(request):
        return answer(
            request,
            "desk/case.html",
            "desk/instruction_panel.html",
            {"detail": detail, "case": page, **context},
            status=status,
        )
    return answer_case(request, detail, status=status, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.LEADER)
def give_on_list(request: ReadRequest) -> HttpResponse:
    """GET shows the figure that a list of matters is, and the form; POST gives the instruction with the figure as it is then."""
    wanted = CaseFilter.read(request.GET)
    figure = listed_figure(request.reader, wanted)
    if figure is None:
        raise Http404
    form = InstructionForm(request.POST if request.method == "POST" else None, near=figure.area)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = instruct(figure, by=request.reader, **form.said).case
            except Refusal as refusal:
                form.refuse(refusal)
                status = refusal.status
            else:
                messages.success(request, _("The unit has been told."))
                return HttpResponseRedirect(case_url(number_text(made.number, made.opened_at)), status=303)
    context = {
        "form": form, "figure": figure, "figure_title": title_of(figure), "units": suggestions(figure.area),
        "action": request.get_full_path(), "list_url": list_address(wanted),
    }  # fmt: skip
    return answer(request, "desk/instruction_on_list.html", "desk/instruction_on_list.html", context, status=status)


@require_safe
@staff_only(*MAY_SEE_INSTRUCTIONS)
def show_instructions(request: ReadRequest) -> HttpResponse:
    """Instructions that I gave, follow, or have to report on: of my area or my unit."""
    view = request.GET.get("view", "")
    view = view if view in VIEWS else "open"
    found = instructions(request.reader, view, older=request.GET.get("older", ""), newer=request.GET.get("newer", ""))
    titles = {
        "open": pgettext("instructions", "Running"), "waiting": pgettext("instructions", "Reported, to be read"),
        "late": _("Overdue"), "done": pgettext("instructions", "Settled"), "all": pgettext("instructions", "All"),
    }  # fmt: skip
    moment = now()
    context = {
        "lines": [(line, due_of(line.row, moment), case_url(line.row.number_text)) for line in found.lines], "view": view,
        "chips": [{"title": titles[name], "url": f"?view={name}", "active": name == view} for name in VIEWS],
        "older": f"?view={view}&older={found.older}" if found.older else "",
        "newer": f"?view={view}&newer={found.newer}" if found.newer else "",
    }  # fmt: skip
    return answer(request, "desk/instructions.html", "desk/instructions.html", context)
