"""What grid members have refused: seen, and taken on, by whoever answers for the grid."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.common.errors import Refusal
from linli.grid.domain.task_refusal import take_task_on
from linli.grid.queries.task_refusals import refusal_lines
from linli.grid.rules import MAY_TAKE_ON
from linli.grid.views.answer import answer
from linli.people.doors import ReadRequest, staff_only


@require_safe
@staff_only(*MAY_TAKE_ON)
def show_refusals(request: ReadRequest) -> HttpResponse:
    """What waits for somebody else in my grids, the oldest first."""
    return answer(request, "grid/refusals.html", {"lines": refusal_lines(request.reader)})


@require_POST
@staff_only(*MAY_TAKE_ON)
def make_taking_on(request: ReadRequest, refusal_id: UUID) -> HttpResponse:
    """I do what was refused."""
    line = next((one for one in refusal_lines(request.reader) if one.refusal.id == refusal_id), None)
    if line is None:
        raise Http404
    try:
        take_task_on(line.case, by=request.reader)
    except Refusal as refusal:
        context = {"lines": refusal_lines(request.reader), "fault": str(refusal)}
        return answer(request, "grid/refusals.html", context, status=refusal.status)
    messages.success(request, _("Noted: you do it."))
    return redirect("grid:refusals")
