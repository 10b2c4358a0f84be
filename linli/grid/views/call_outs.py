"""Call-outs at the desk: called, reported in, rated, closed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.cases.queries.listing import number_text
from linli.common.errors import Refusal
from linli.grid.domain.call_out import call_units, close_call_out, rate_response, report_in
from linli.grid.forms.call_out import CallForm, RatingForm, ReportForm
from linli.grid.forms.fields import RefusingForm
from linli.grid.queries.call_outs import CallLine, call_line, call_lines, call_out_name
from linli.grid.rules import MAY_ANSWER_CALLS, MAY_CALL, MAY_WATCH_CALLS, may_call
from linli.grid.views.answer import answer, posted
from linli.people.doors import ReadRequest, staff_only

MAY_SEE = MAY_WATCH_CALLS | MAY_ANSWER_CALLS


@require_safe
@staff_only(*MAY_SEE)
def show_calls(request: ReadRequest) -> HttpResponse:
    """The call-outs of my area, or to my unit."""
    is_closed = request.GET.get("view") == "closed"
    context = {
        "lines": call_lines(request.reader, is_closed=is_closed), "is_closed": is_closed, "name": call_out_name(),
        "may_call": bool(request.reader.roles & MAY_CALL),
    }  # fmt: skip
    return answer(request, "grid/calls.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*MAY_CALL)
def make_call(request: ReadRequest) -> HttpResponse:
    """Call units to a matter."""
    form = CallForm(posted(request), reader=request.reader)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = call_units(said["area"], [UUID(one) for one in said["units"]], words=said["words"], limit=said["limit"],
                              case=said["number"], by=request.reader)  # fmt: skip
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The units have been told."))
            return redirect("grid:call", call_id=made.id)
    return answer(
        request, "grid/call_new.html", {"form": form, "name": call_out_name()}, status=422 if form.errors else 200
    )


@require_safe
@staff_only(*MAY_SEE)
def show_call(request: ReadRequest, call_id: UUID) -> HttpResponse:
    """One call-out: who has reported in, in time or not, and how it was found."""
    return _show(request, _line_or_404(request, call_id), None, "")


@require_POST
@staff_only(*MAY_SEE)
def make_deed(request: ReadRequest, call_id: UUID, deed: str) -> HttpResponse:
    """Report in, rate a response, close it."""
    line = _line_or_404(request, call_id)
    if deed == "closing":
        return _close(request, line)
    part = next((one.part for one in line.parts if str(one.part.id) == request.POST.get("part")), None)
    if part is None or deed not in ("report", "rating"):
        raise Http404
    form: RefusingForm = ReportForm(request.POST) if deed == "report" else RatingForm(request.POST)
    if not form.is_valid():
        return _show(request, line, form, str(part.id), status=422)
    try:
        if deed == "report":
            report_in(part, **form.cleaned_data, by=request.reader)
        else:
            rate_response(part, **form.cleaned_data, by=request.reader)
    except Refusal as refusal:
        form.refuse(refusal)
        return _show(request, line, form, str(part.id), status=refusal.status)
    messages.success(request, _("Noted."))
    return redirect("grid:call", call_id=call_id)


def _close(request: ReadRequest, line: CallLine) -> HttpResponse:
    if not may_call(request.reader, line.call.area):
        raise PermissionDenied
    try:
        close_call_out(line.call, by=request.reader)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The call-out is closed."))
    return redirect("grid:call", call_id=line.call.id)


def _line_or_404(request: ReadRequest, call_id: UUID) -> CallLine:
    line = call_line(call_id, request.reader)
    if line is None:
        raise Http404
    return line


def _show(
    request: ReadRequest, line: CallLine, form: RefusingForm | None, part: str, *, status: int = 200
) -> HttpResponse:
    case = line.call.case
    context: dict[str, Any] = {
        "line": line, "name": call_out_name(), "wrong": form, "wrong_part": part,
        "number": number_text(case.number, case.opened_at) if case else "",
        "may_close": may_call(request.reader, line.call.area) and line.call.closed_at is None,
        "rows": [(one, ReportForm(auto_id=f"r{n}_%s"), RatingForm(auto_id=f"g{n}_%s")) for n, one in enumerate(line.parts)],
    }  # fmt: skip
    return answer(request, "grid/call.html", context, status=status)
