"""Grids drawn on the map: what is drawn is looked at first, then done."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.areas.queries.map import AreaFacts, area_path
from linli.common.errors import Refusal
from linli.grid.domain.drawing import Look, apply_drawing, look_at_drawing
from linli.grid.forms.drawing import DrawingForm
from linli.grid.queries.ground import ground_of
from linli.grid.rules import MAY_REDRAW, may_redraw
from linli.grid.views.answer import answer, own_grid_or_404, posted
from linli.people.doors import ReadRequest, staff_only


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*MAY_REDRAW)
def draw(request: ReadRequest, code: str) -> HttpResponse:
    """Draw; POST says what it would do, POST with what was `seen` does it."""
    facts = own_grid_or_404(request, code)
    if not may_redraw(request.reader, code):
        raise PermissionDenied
    if not facts.is_active:
        raise Http404
    form = DrawingForm(posted(request), facts=facts)
    if request.method != "POST":
        return _show(request, facts, form)
    if not form.is_valid():
        return _show(request, facts, form, status=422)
    try:
        if seen := request.POST.get("seen", ""):
            codes = apply_drawing(code, form.drawn(), seen=seen, by=request.reader)
            messages.success(request, _("Done. The matters of before keep the grid of their day."))
            return redirect("grid:sheet", code=codes[0])
        return _show(request, facts, form, look_at_drawing(code, form.drawn(), by=request.reader))
    except Refusal as refusal:
        form.refuse(refusal)
        return _show(request, facts, form, status=refusal.status)


def _show(
    request: ReadRequest, facts: AreaFacts, form: DrawingForm, look: Look | None = None, *, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "facts": facts, "path": " ".join(area_path(facts.code)), "form": form, "look": look,
        "ground": ground_of(facts.code),
    }  # fmt: skip
    return answer(request, "grid/drawing.html", context, status=status)
